import { earlierDate, laterDate } from './local-date.ts';
import type { Period } from './period.ts';

/**
 * The days of `periods` that are in none of `taken`, as periods, in the order given.
 * @example
 * periodsWithout([{ start: '2025-01-01', end: '2025-02-01' }], [{ start: '2025-01-10', end: '2025-01-20' }])
 * // [{ start: '2025-01-01', end: '2025-01-10' }, { start: '2025-01-20', end: '2025-02-01' }]
 */
export function periodsWithout(periods: readonly Period[], taken: readonly Period[]): Period[] {
  return taken.reduce<Period[]>(
    (left, { start, end }) => {
      return left.flatMap((period) => {
        const before = { start: period.start, end: earlierDate(period.end, start) };
        const after = { start: laterDate(period.start, end), end: period.end };
        const isApart = start >= end || end <= period.start || start >= period.end;
        return isApart ? [period] : [before, after].filter((part) => part.start < part.end);
      });
    },
    [...periods],
  );
}
