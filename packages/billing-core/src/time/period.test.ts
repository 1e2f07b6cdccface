import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { addIntervals, INTERVALS, lastDayOfMonth, periodAt, periodContaining, startOfDay } from './index.ts';

const zones = Intl.supportedValuesOf('timeZone');
const day = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const interval = fc.constantFrom(...INTERVALS, 'thirty_days' as const);
const count = fc.integer({ min: 1, max: 12 });

test('periods tile for every anchor, interval, count and zone', () => {
  fc.assert(
    fc.property(
      day,
      interval,
      count,
      fc.integer({ min: -50, max: 50 }),
      fc.constantFrom(...zones),
      (anchor, unit, times, k, zone) => {
        const period = periodAt(anchor, unit, times, k);
        const next = periodAt(anchor, unit, times, k + 1);
        expect(period.end).toBe(next.start);
        expect(period.start < period.end).toBe(true);
        expect(startOfDay(period.start, zone) < startOfDay(period.end, zone)).toBe(true);
      },
    ),
    PROPERTY_RUNS,
  );
});

test('every day is in exactly the period that is found for it', () => {
  fc.assert(
    fc.property(day, interval, count, day, (anchor, unit, times, wanted) => {
      const period = periodContaining(anchor, unit, times, wanted);
      expect(period.start <= wanted && wanted < period.end).toBe(true);
      expect(period).toEqual(periodAt(anchor, unit, times, period.index));
    }),
    PROPERTY_RUNS,
  );
});

test('a clamped month end comes back: the day is the anchor day or the last of its month', () => {
  fc.assert(
    fc.property(
      day,
      fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
      fc.integer({ min: -60, max: 60 }),
      (anchor, unit, k) => {
        const boundary = addIntervals(anchor, unit, 1, k);
        const kept = boundary.slice(8) === anchor.slice(8);
        expect(kept || (boundary === lastDayOfMonth(boundary) && boundary.slice(8) < anchor.slice(8))).toBe(true);
      },
    ),
    PROPERTY_RUNS,
  );
});
