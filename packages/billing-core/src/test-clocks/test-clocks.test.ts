import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextTick } from './next-tick.ts';
import { planAdvance } from './plan-advance.ts';

const at = (text: string) => new Date(text);
const from = {
  now: at('2026-01-31T15:30:00Z'),
  time_zone: 'Europe/Helsinki',
  next_renewal_at: at('2026-02-14T22:00:00Z'),
};

test('an advance ends at a day, an instant, the next renewal, or so many days on', () => {
  expect(planAdvance({ days: 1 }, from)).toEqual(at('2026-02-01T15:30:00Z'));
  expect(planAdvance({ to: '2026-02-03' }, from)).toEqual(at('2026-02-02T22:00:00Z'));
  expect(planAdvance({ to: '2026-02-03T10:00:00Z' }, from)).toEqual(at('2026-02-03T10:00:00Z'));
  expect(planAdvance({ until: 'next_renewal' }, from)).toEqual(at('2026-02-14T22:00:00Z'));
});

test('days on mean the same time of the day, also where clocks change in between', () => {
  const spring = { ...from, now: at('2026-03-28T10:00:00Z') };
  expect(planAdvance({ days: 2 }, spring)).toEqual(at('2026-03-30T09:00:00Z'));
});

test.each([
  [{}, 'days: give one of'],
  [{ days: 1, to: '2026-02-03' }, 'to: give one of'],
  [{ to: '2026-01-31' }, 'to: 2026-01-31 is not after'],
  [{ to: '2026-01-31T15:30:00Z' }, 'is not after the time of the company'],
  [{ to: '2030-01-01' }, 'more than 1100 days'],
])('refuses %j and says why', (wanted, says) => {
  expect(() => planAdvance(wanted, from)).toThrow(says);
});

test('says so where there is no renewal to advance to', () => {
  expect(() => planAdvance({ until: 'next_renewal' }, { ...from, next_renewal_at: null })).toThrow(
    'until: no subscription',
  );
});

test('a tick comes at every midnight of the tenant, at the next whole hour', () => {
  const target = at('2026-02-03T00:00:00Z');
  const ticks = [];
  for (let now = at('2026-02-01T00:00:00Z'); now < target; ticks.push(now)) {
    now = nextTick({ now, target, time_zone: 'Asia/Kolkata', due_at: [], due_days: [] });
  }
  expect(ticks.map((tick) => tick.toISOString().slice(5, 16))).toEqual(['02-01T19:00', '02-02T19:00', '02-03T00:00']);
});

test('what is due in between has a tick of its own, and what is past has none', () => {
  const from = { target: at('2026-03-01T00:00:00Z'), time_zone: 'UTC' };
  const due_at = [at('2026-01-01T00:00:00Z'), at('2026-02-01T01:15:00Z')];
  const due_days = [
    { day: '2026-02-01', hour: 8, time_zone: 'America/New_York' },
    { day: '2026-02-01', hour: 0, time_zone: 'Pacific/Auckland' },
    { day: '2026-02-02', hour: 0, time_zone: 'Asia/Kolkata' },
  ];
  const hours = [];
  for (let now = at('2026-02-01T00:00:00Z'); hours.length < 4; hours.push(now.getUTCHours())) {
    now = nextTick({ ...from, now, due_at, due_days });
  }
  expect(hours).toEqual([2, 13, 19, 0]);
});

test('ticks rise, never pass the target, and are a day apart at most', () => {
  const zones = ['Pacific/Auckland', 'America/New_York', 'Asia/Kolkata', 'Europe/Helsinki', 'Africa/Cairo', 'UTC'];
  fc.assert(
    fc.property(
      fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2028-12-31T00:00:00Z'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      fc.integer({ min: 1, max: 12 * 86_400 }),
      (start, time_zone, seconds) => {
        const target = new Date(start.getTime() + seconds * 1000);
        for (let now = start; now < target; ) {
          const next = nextTick({ now, target, time_zone, due_at: [], due_days: [] });
          expect(next > now && next <= target).toBe(true);
          // Days on which the clocks are set back have 25 hours.
          expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(26 * 3_600_000);
          now = next;
        }
      },
    ),
  );
});
