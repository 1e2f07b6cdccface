import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf } from '../../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../../test/property-runs.ts';
import { addDays, daysBetween } from '../../time/index.ts';
import { cappedCredit, changeAmounts, componentsChange, portionOf, prorate } from '../index.ts';

const CENTS = { scale: 2, mode: 'half_up' } as const;
const day = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const price = fc.integer({ min: 0, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2));

test('a month with a clock change has an hour less by the second, and not by the day', () => {
  const period = {
    segment_start: '2024-03-16T04:00:00Z',
    segment_end: '2024-04-01T04:00:00Z',
    period_start: '2024-03-01T05:00:00Z',
    period_end: '2024-04-01T04:00:00Z',
  };
  expect(portionOf('second', period)).toEqual({ part: 16 * 86_400, whole: 743 * 3600 });
  const days = {
    segment_start: '2024-03-16',
    segment_end: '2024-04-01',
    period_start: '2024-03-01',
    period_end: '2024-04-01',
  };
  expect(portionOf('day_half_open', days)).toEqual({ part: 16, whole: 31 });
  expect(portionOf('thirty_day_months', days)).toEqual({ part: 15, whole: 30 });
});

test('thirty-day months count thirty for each month between, over a new year, too', () => {
  const year = { period_start: '2023-11-15', period_end: '2024-11-15' };
  const part = (segment_start: string, segment_end: string) =>
    portionOf('thirty_day_months', { segment_start, segment_end, ...year });
  expect(part('2023-11-20', '2024-02-05')).toEqual({ part: 75, whole: 360 });
  expect(part('2023-12-31', '2024-01-01')).toEqual({ part: 0, whole: 360 });
  expect(part('2024-03-10', '2024-03-24')).toEqual({ part: 14, whole: 360 });
});

test('what begins between two seconds is measured in milliseconds, and in seconds where both are whole', () => {
  const day = { period_start: '2024-03-01T00:00:00Z', period_end: '2024-03-02T00:00:00Z' };
  const from = (segment_start: string, more: Partial<typeof day> = {}) =>
    portionOf('second', { segment_start, segment_end: '2024-03-02T00:00:00Z', ...day, ...more });
  expect(from('2024-03-01T23:59:58Z')).toEqual({ part: 2, whole: 86_400 });
  expect(from('2024-03-01T23:59:58.250Z')).toEqual({ part: 1_750, whole: 86_400_000 });
  expect(from('2024-03-01T23:59:58Z', { period_start: '2024-03-01T00:00:00.500Z' })).toEqual({
    part: 2_000,
    whole: 86_399_500,
  });
});

test('a period without length is refused', () => {
  const nothing = {
    segment_start: '2024-03-01',
    segment_end: '2024-03-01',
    period_start: '2024-03-01',
    period_end: '2024-03-01',
  };
  expect(codeOf(() => portionOf('day_half_open', nothing))).toBe('validation_failed');
});

test('splitting a period changes the sum by rounding only, a cent at most', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 2, max: 400 }), fc.nat(), price, (start, length, at, amount) => {
      const end = addDays(start, length);
      const middle = addDays(start, at % (length + 1));
      const whole = daysBetween(start, end);
      const parts = [daysBetween(start, middle), daysBetween(middle, end)];
      const [first = 0, second = 0] = parts;
      expect(first + second).toBe(whole);
      const sum = prorate(amount, { part: first, whole }, CENTS).plus(prorate(amount, { part: second, whole }, CENTS));
      expect(sum.minus(amount).abs().lessThanOrEqualTo('0.01')).toBe(true);
    }),
    PROPERTY_RUNS,
  );
});

test('an upgrade undone at once nets to zero', () => {
  fc.assert(
    fc.property(price, price, fc.integer({ min: 0, max: 31 }), (cheap, dear, part) => {
      const up = changeAmounts(cheap, dear, { part, whole: 31 }, CENTS);
      const down = changeAmounts(dear, cheap, { part, whole: 31 }, CENTS);
      expect(up.net.plus(down.net).isZero()).toBe(true);
    }),
    PROPERTY_RUNS,
  );
});

test('usage is never prorated, a one-time fee is charged in full, another interval has its own days', () => {
  const half = { part: 15, whole: 30 };
  const lines = componentsChange(
    [
      { old_amount: '10', new_amount: '20', usage: true },
      { old_amount: '0', new_amount: '1000', one_time: true },
      { old_amount: '0', new_amount: '365', own_period_days: 365 },
    ],
    half,
    CENTS,
  );
  expect(lines.lines.map((line) => line.toFixed())).toEqual(['1000', '15']);
});

test('no more is credited than was paid', () => {
  expect(cappedCredit('300', '200', '50').toFixed()).toBe('150');
  expect(cappedCredit('300', '200', '250').toFixed()).toBe('0');
});
