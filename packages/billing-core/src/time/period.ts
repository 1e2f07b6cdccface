import { addIntervals, type CalendarInterval, intervalStep } from './interval.ts';
import { daysBetween, type LocalDate } from './local-date.ts';

/** Half-open: `start` is in, `end` is the first day of the next one. */
export type Period = { readonly start: LocalDate; readonly end: LocalDate };

/** A period of the grid of an anchor; period 0 starts at the anchor, earlier ones have a negative index. */
export type GridPeriod = Period & { readonly index: number };

/**
 * Period `k` of the grid that starts at `anchor`. Neighbours share a boundary, so periods tile without gap or overlap.
 * @example periodAt('2023-01-31', 'month', 1, 1) // { index: 1, start: '2023-02-28', end: '2023-03-31' }
 */
export function periodAt(anchor: LocalDate, interval: CalendarInterval, count: number, k: number): GridPeriod {
  return {
    index: k,
    start: addIntervals(anchor, interval, count, k),
    end: addIntervals(anchor, interval, count, k + 1),
  };
}

/**
 * The period of the grid that holds `day`.
 * @example periodContaining('2023-01-31', 'month', 1, '2023-02-28').index // 1
 */
export function periodContaining(
  anchor: LocalDate,
  interval: CalendarInterval,
  count: number,
  day: LocalDate,
): GridPeriod {
  let period = periodAt(anchor, interval, count, estimateIndex(anchor, interval, count, day));
  // The estimate knows months, not month ends: it is off by one at most, in either direction.
  while (day < period.start) period = periodAt(anchor, interval, count, period.index - 1);
  while (day >= period.end) period = periodAt(anchor, interval, count, period.index + 1);
  return period;
}

function estimateIndex(anchor: LocalDate, interval: CalendarInterval, count: number, day: LocalDate): number {
  const { unit, size } = intervalStep(interval);
  const distance = unit === 'days' ? daysBetween(anchor, day) : monthNumber(day) - monthNumber(anchor);
  return Math.floor(distance / (size * count));
}

function monthNumber(day: LocalDate): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
