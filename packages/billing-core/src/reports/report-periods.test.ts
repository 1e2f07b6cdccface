import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { addDays, addIntervals } from '../time/index.ts';
import { MAX_REPORT_PERIODS, reportPeriods } from './report-periods.ts';

test('a report is cut at the calendar, not at the day it begins', () => {
  expect(reportPeriods('2026-02-10', '2026-07-01', 'quarter')).toEqual(['2026-01-01', '2026-04-01', '2026-07-01']);
  expect(reportPeriods('2024-02-29', '2024-02-29', 'day')).toEqual(['2024-02-29']);
  expect(reportPeriods('2027-01-01', '2027-01-04', 'week')).toEqual(['2026-12-28', '2027-01-04']);
  expect(reportPeriods('2023-12-31', '2024-01-01', 'year')).toEqual(['2023-01-01', '2024-01-01']);
});

test('a range that ends before it begins, and one with too many periods, are refused with the field', () => {
  expect(() => reportPeriods('2026-02-01', '2026-01-31', 'month')).toThrow('to: 2026-01-31 is before 2026-02-01');
  expect(() => reportPeriods('2020-01-01', '2026-01-01', 'day')).toThrow('interval: day gives more than 1000 periods');
  expect(codeOf(() => reportPeriods('2026-02-01', '2026-01-31', 'month'))).toBe('validation_failed');
  expect(reportPeriods('2020-01-01', addDays('2020-01-01', MAX_REPORT_PERIODS - 1), 'day')).toHaveLength(1000);
});

test('periods tile and hold the first and the last day', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));
  const interval = fc.constantFrom(
    'day' as const,
    'week' as const,
    'month' as const,
    'quarter' as const,
    'year' as const,
  );
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 900 }), interval, (from, days, of) => {
      const to = addDays(from, days);
      const starts = reportPeriods(from, to, of);
      expect((starts[0] ?? '') <= from && from < (starts[1] ?? addIntervals(starts[0] ?? '', of, 1, 1))).toBe(true);
      const last = starts.at(-1) ?? '';
      expect(last <= to && to < addIntervals(last, of, 1, 1)).toBe(true);
      for (const [at, start] of starts.slice(1).entries()) expect(start).toBe(addIntervals(starts[at] ?? '', of, 1, 1));
    }),
    PROPERTY_RUNS,
  );
});
