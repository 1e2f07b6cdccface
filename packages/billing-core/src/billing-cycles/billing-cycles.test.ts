import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { INTERVALS, intervalStep } from '../time/index.ts';
import {
  CreateBillingCycle,
  cycleAnchor,
  cycleName,
  cycleSchedule,
  lastAnchorDay,
  pricePerCycle,
  UpdateBillingCycle,
} from './index.ts';

const monthly = { interval: 'month', interval_count: 1 } as const;

describe('the anchor of a cycle', () => {
  test.each([
    ['month', undefined, '2001-01-01'],
    ['month', 31, '2001-01-31'],
    ['quarter', 15, '2001-01-15'],
    ['week', undefined, '2001-01-01'],
    ['week', 7, '2001-01-07'],
    ['day', undefined, '2001-01-01'],
  ] as const)('of a %s on day %s is %s', (interval, anchor_day, expected) => {
    expect(cycleAnchor({ interval, alignment: 'calendar', anchor_day })).toBe(expected);
  });

  test('is the date that is given, and none for an anniversary', () => {
    expect(cycleAnchor({ interval: 'year', alignment: 'calendar', anchor_date: '2026-04-01' })).toBe('2026-04-01');
    expect(cycleAnchor({ interval: 'year', alignment: 'anniversary' })).toBeNull();
  });

  test.each([
    [{ interval: 'week', alignment: 'calendar', anchor_day: 8 }, 'anchor_day', /1 \(Monday\) to 7/],
    [{ interval: 'month', alignment: 'calendar', anchor_day: 32 }, 'anchor_day', /1 to 31/],
    [{ interval: 'month', alignment: 'calendar', anchor_day: 0 }, 'anchor_day', /1 to 31/],
    [{ interval: 'day', alignment: 'calendar', anchor_day: 2 }, 'anchor_day', /leave it out/],
    [{ interval: 'month', alignment: 'anniversary', anchor_day: 1 }, 'anchor_day', /alignment calendar/],
    [{ interval: 'month', alignment: 'anniversary', anchor_date: '2026-01-01' }, 'anchor_date', /alignment calendar/],
    [
      { interval: 'month', alignment: 'calendar', anchor_day: 1, anchor_date: '2026-01-01' },
      'anchor_day',
      /one of them/,
    ],
  ] as const)('of %o is refused by field and remedy', (rules, path, message) => {
    expect(codeOf(() => cycleAnchor(rules))).toBe('validation_failed');
    expect(() => cycleAnchor(rules)).toThrow(message);
    expect(() => cycleAnchor(rules)).toThrow(new RegExp(`^${path}`));
  });

  test('is one of so many days', () => {
    expect(INTERVALS.map(lastAnchorDay)).toEqual([1, 7, 31, 31, 31, 31]);
  });
});

test('a cycle is called by its length', () => {
  expect(INTERVALS.map((interval) => cycleName(interval, 1))).toEqual([
    'Daily',
    'Weekly',
    'Monthly',
    'Quarterly',
    'Half-yearly',
    'Yearly',
  ]);
  expect(cycleName('month', 2)).toBe('Every 2 months');
});

test('the schedule tiles, and issues the days before in advance or the day after in arrear', () => {
  const rules = { ...monthly, anchor_date: '2001-01-31', issue_days_before: 3 };
  const periods = cycleSchedule({ ...rules, timing: 'advance' }, '2026-01-31', 3);
  expect(periods).toEqual([
    { start: '2026-01-31', end: '2026-02-28', issue_on: '2026-01-28' },
    { start: '2026-02-28', end: '2026-03-31', issue_on: '2026-02-25' },
    { start: '2026-03-31', end: '2026-04-30', issue_on: '2026-03-28' },
  ]);
  const [late] = cycleSchedule({ ...rules, timing: 'arrear', issue_days_before: 0 }, '2026-01-31', 1);
  expect(late?.issue_on).toBe('2026-02-28');
  const [own] = cycleSchedule({ ...rules, anchor_date: null, timing: 'advance' }, '2026-01-10', 1);
  expect(own).toMatchObject({ start: '2026-01-10', end: '2026-02-10' });
});

describe('the price of a product for a cycle', () => {
  test.each([
    [{ unit_amount: '99', ...monthly }, { interval: 'year', interval_count: 1 }, '1188'],
    [{ unit_amount: '0.1', ...monthly }, { interval: 'half_year', interval_count: 1 }, '0.6'],
    [{ unit_amount: '10', interval: 'month', interval_count: 3 }, { interval: 'quarter', interval_count: 1 }, '10'],
    [{ unit_amount: '10', interval: 'month', interval_count: 2 }, { interval: 'quarter', interval_count: 1 }, null],
    [{ unit_amount: '10', interval: 'week', interval_count: 1 }, monthly, null],
  ] as const)('of %o for %o is %s', (price, cycle, expected) => {
    expect(pricePerCycle(price, cycle)).toBe(expected);
  });

  test('is that many times its own, exactly, whenever the lengths are whole multiples', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...INTERVALS),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (interval, count, times, cents) => {
          const price = { interval, interval_count: count, unit_amount: (cents / 100).toFixed(2) };
          const { unit } = intervalStep(interval);
          const found = pricePerCycle(price, { interval, interval_count: count * times });
          expect(unit).toMatch(/days|months/);
          expect(Number(found)).toBeCloseTo((cents * times) / 100, 2);
        },
      ),
      PROPERTY_RUNS,
    );
  });
});

test('an update says nothing of what is left out, and the periods of a cycle stay where they are', () => {
  const id = '01940000-0000-7000-8000-000000000001';
  expect(UpdateBillingCycle.parse({ id, name: 'Later' })).toEqual({ id, name: 'Later' });
  expect(UpdateBillingCycle.safeParse({ id, interval: 'year' }).success).toBe(false);
  expect(CreateBillingCycle.parse({})).toMatchObject({
    interval: 'month',
    alignment: 'calendar',
    issue_days_before: 0,
  });
});
