import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { addDays, daysBetween } from '../time/index.ts';
import { rangeBefore } from './range-before.ts';

test.each([
  ['twelve months up to today', '2025-12-01', '2026-11-28', '2024-12-01', '2025-11-28'],
  ['whole months, however long they are', '2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['a quarter', '2026-04-01', '2026-06-30', '2026-01-01', '2026-03-31'],
  ['a year that begins in a leap year', '2024-01-01', '2024-12-31', '2023-01-01', '2023-12-31'],
  ['a month that the earlier one is too short for', '2026-03-01', '2026-03-30', '2026-02-01', '2026-02-28'],
  ['a week', '2026-03-09', '2026-03-15', '2026-03-02', '2026-03-08'],
  ['one day', '2026-03-02', '2026-03-02', '2026-03-01', '2026-03-01'],
])('%s is compared with what came before', (_what, from, to, earlierFrom, earlierTo) => {
  expect(rangeBefore(from, to)).toEqual({ from: earlierFrom, to: earlierTo });
});

test('what is compared ends before the range begins, and is about as long', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1500 }), (from, days) => {
      const to = addDays(from, days);
      const before = rangeBefore(from, to);
      expect(before.from <= before.to && before.to < from).toBe(true);
      expect(Math.abs(daysBetween(before.from, before.to) - days)).toBeLessThanOrEqual(4);
    }),
    PROPERTY_RUNS,
  );
});
