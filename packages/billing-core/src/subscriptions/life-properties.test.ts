import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Life } from '../../test/life/life.ts';
import { type Beginning, beginning, type Order, orders } from '../../test/life/plan-of-life.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { addDays, localDateAt, startOfDay } from '../time/index.ts';

/** A life as it was ordered. `renewals` are the days between two looks of the billing run; without, it looks with each order. */
function live(
  begin: Beginning,
  given: readonly Order[],
  renewals = Number.POSITIVE_INFINITY,
): { life: Life; now: Date } {
  const life = new Life(begin);
  let day = begin.start;
  let now = startOfDay(day, begin.zone);
  for (const order of given) {
    const until = addDays(day, order.gap);
    for (let seen = addDays(day, renewals === Number.POSITIVE_INFINITY ? order.gap : renewals); seen < until; )
      [, seen] = [life.renew(startOfDay(seen, begin.zone)), addDays(seen, renewals)];
    day = until;
    const at = new Date(startOfDay(day, begin.zone).getTime() + order.hour * 3_600_000);
    now = at > now ? at : now;
    life.renew(now);
    life.obey(order, now);
  }
  return { life, now };
}

describe('a life of a subscription', () => {
  test('however it goes, who leaves has been charged for each day, to the cent where days are whole', () => {
    fc.assert(
      fc.property(beginning, orders, (begin, given) => {
        const { life, now } = live(begin, given);
        life.renew(now);
        const begins = life.waitsFor(localDateAt(now, begin.zone));
        const leaves = begins === null ? now : startOfDay(begins, begin.zone);
        life.renew(leaves);
        life.obey({ what: 'cancel', when: 'now', settle: 'credit', gap: 0, hour: 0 }, leaves);
        const { numerator, denominator } = life.naive.owed();
        const setUp = life.begun ? BigInt(begin.set_up ?? 0) : 0n;
        const difference = Number((life.billed - setUp) * denominator - numerator) / Number(denominator);
        expect(Math.abs(difference)).toBeLessThanOrEqual(begin.tidy ? 0 : (life.lines + 1) / 2);
      }),
      PROPERTY_RUNS,
    );
  });

  test('is billed the same by a run of every day as by one that was down between two orders', () => {
    fc.assert(
      fc.property(beginning, orders, fc.integer({ min: 1, max: 40 }), (begin, given, renewals) => {
        const [daily, late] = [live(begin, given, renewals).life, live(begin, given).life];
        expect(daily.subscription).toEqual(late.subscription);
        expect([...daily.charges]).toEqual([...late.charges]);
        expect([daily.billed, daily.lines]).toEqual([late.billed, late.lines]);
      }),
      PROPERTY_RUNS,
    );
  });
});
