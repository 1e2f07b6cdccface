import { addDays, addIntervals, type LocalDate, periodContaining } from '../time/index.ts';

/** The lengths of which sums are kept. */
export type SumGrain = 'day' | 'month' | 'quarter' | 'year';

/** Whole days, months, quarters or years, from `start` up to `end`, which is not part of it. */
export type Span = { grain: SumGrain; start: LocalDate; end: LocalDate };

/** A day that begins a month, a quarter and a year. */
const ANCHOR = '2024-01-01';

/**
 * The days from `from` to `to`, both inclusive, in as few sums as there are: whole years, the whole quarters and months
 * beside them, then days. `grains` are those longer than a day that may be used, the longest first. Spans tile and are in order.
 *
 * @example coverDays('2025-11-30', '2026-04-01', ['quarter', 'month'])
 * // 30 November by day, December by month, the first quarter, 1 April by day
 */
export function coverDays(from: LocalDate, to: LocalDate, grains: readonly Exclude<SumGrain, 'day'>[]): Span[] {
  if (to < from) return [];
  const [grain, ...finer] = grains;
  if (grain === undefined) return [{ grain: 'day', start: from, end: addDays(to, 1) }];
  const around = periodContaining(ANCHOR, grain, 1, from).start;
  const start = around === from ? from : addIntervals(around, grain, 1, 1);
  const end = periodContaining(ANCHOR, grain, 1, addDays(to, 1)).start;
  if (start >= end) return coverDays(from, to, finer);
  return [...coverDays(from, addDays(start, -1), finer), { grain, start, end }, ...coverDays(end, to, finer)];
}

/** The first days of the sums of a span. */
export function startsOf({ grain, start, end }: Span): LocalDate[] {
  const starts: LocalDate[] = [];
  for (let k = 0, at = start; at < end; k += 1, at = addIntervals(start, grain, 1, k)) starts.push(at);
  return starts;
}
