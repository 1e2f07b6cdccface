import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { addDays } from '../time/index.ts';
import { coverDays, startsOf } from './cover-days.ts';

test('a range is covered by whole quarters, the whole months beside them, and days where it is cut', () => {
  const brief = (...range: Parameters<typeof coverDays>) =>
    coverDays(...range).map(({ grain, start, end }) => `${grain} ${start} ${end}`);
  expect(brief('2025-11-30', '2026-04-01', ['quarter', 'month'])).toEqual([
    'day 2025-11-30 2025-12-01',
    'month 2025-12-01 2026-01-01',
    'quarter 2026-01-01 2026-04-01',
    'day 2026-04-01 2026-04-02',
  ]);
  expect(brief('2024-07-01', '2026-07-31', ['year', 'quarter', 'month'])).toEqual([
    'quarter 2024-07-01 2025-01-01',
    'year 2025-01-01 2026-01-01',
    'quarter 2026-01-01 2026-07-01',
    'month 2026-07-01 2026-08-01',
  ]);
  expect(brief('2024-07-01', '2026-06-30', ['quarter', 'month'])).toEqual(['quarter 2024-07-01 2026-07-01']);
  expect(brief('2026-02-01', '2026-02-28', ['quarter', 'month'])).toEqual(['month 2026-02-01 2026-03-01']);
  expect(brief('2026-02-01', '2026-03-30', ['month'])).toEqual([
    'month 2026-02-01 2026-03-01',
    'day 2026-03-01 2026-03-31',
  ]);
  expect(brief('2026-02-02', '2026-02-27', ['quarter', 'month'])).toEqual(['day 2026-02-02 2026-02-28']);
  expect(brief('2024-01-01', '2026-12-31', [])).toEqual(['day 2024-01-01 2027-01-01']);
  expect(brief('2026-02-02', '2026-02-01', ['month'])).toEqual([]);
});

test('the sums of a span begin where it says', () => {
  expect(startsOf({ grain: 'quarter', start: '2025-10-01', end: '2026-04-01' })).toEqual(['2025-10-01', '2026-01-01']);
  expect(startsOf({ grain: 'day', start: '2024-02-28', end: '2024-03-01' })).toEqual(['2024-02-28', '2024-02-29']);
});

test('spans hold every day of the range once, and months and quarters are whole', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));
  const grains = fc.constantFrom(
    [],
    ['month' as const],
    ['quarter' as const, 'month' as const],
    ['year' as const, 'quarter' as const, 'month' as const],
  );
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1500 }), grains, (from, days, usable) => {
      const to = addDays(from, days);
      const spans = coverDays(from, to, usable);
      expect(spans[0]?.start).toBe(from);
      expect(spans.at(-1)?.end).toBe(addDays(to, 1));
      for (const [at, span] of spans.entries()) {
        expect(span.start < span.end).toBe(true);
        expect(spans[at + 1]?.start ?? span.end).toBe(span.end);
        if (span.grain === 'day') continue;
        const begins = { month: /-01$/, quarter: /-(01|04|07|10)-01$/, year: /-01-01$/ }[span.grain];
        expect(span.start).toMatch(begins);
        expect(span.end).toMatch(begins);
      }
      // At most two cut months by day, and two months on either side of the quarters.
      const inDays = spans.filter(({ grain }) => grain === 'day').flatMap(startsOf).length;
      if (usable.length > 0) expect(inDays).toBeLessThanOrEqual(60);
    }),
    PROPERTY_RUNS,
  );
});
