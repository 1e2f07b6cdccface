import { z } from 'zod';
import { addDays, dateParts, daysInMonth, type LocalDate, parseLocalDate, toLocalDate } from './local-date.ts';

export const INTERVALS = ['day', 'week', 'month', 'quarter', 'half_year', 'year'] as const;

export const Interval = z.enum(INTERVALS).describe('Length of a billing period, multiplied by interval_count.');
export type Interval = z.infer<typeof Interval>;

/** `thirty_days` is thirty plain days: a calendar convention of some contracts, not offered for plans. */
export type CalendarInterval = Interval | 'thirty_days';

export const IntervalCount = z.number().int().min(1).max(120).describe('How many intervals make one period.');

type Step = { unit: 'days' | 'months'; size: number };

const STEPS: Record<CalendarInterval, Step> = {
  day: { unit: 'days', size: 1 },
  week: { unit: 'days', size: 7 },
  thirty_days: { unit: 'days', size: 30 },
  month: { unit: 'months', size: 1 },
  quarter: { unit: 'months', size: 3 },
  half_year: { unit: 'months', size: 6 },
  year: { unit: 'months', size: 12 },
};

/**
 * An interval in its calendar unit: a quarter is three months, a week seven days.
 * @example intervalStep('quarter') // { unit: 'months', size: 3 }
 */
export function intervalStep(interval: CalendarInterval): Step {
  return STEPS[interval];
}

/**
 * Whether periods of one length are a whole number of periods of another, so that each begins with one of those.
 * @example isWholeMultiple({ interval: 'year', interval_count: 1 }, { interval: 'month', interval_count: 3 }) // true
 * @example isWholeMultiple({ interval: 'month', interval_count: 1 }, { interval: 'week', interval_count: 1 }) // false
 */
export function isWholeMultiple(longer: CountedInterval, shorter: CountedInterval): boolean {
  const own = intervalStep(longer.interval);
  const step = intervalStep(shorter.interval);
  return own.unit === step.unit && (own.size * longer.interval_count) % (step.size * shorter.interval_count) === 0;
}

type CountedInterval = { interval: CalendarInterval; interval_count: number };

/**
 * The date `k` periods of `count` intervals after the anchor (before it for a negative `k`). Always counted from the
 * anchor, so a month end that was clamped comes back: 31 Jan, 28 Feb, 31 Mar; 29 Feb yearly returns in leap years.
 *
 * @throws BillingError invalid_date
 * @example addIntervals('2023-01-31', 'month', 1, 1) // '2023-02-28'
 * @example addIntervals('2023-01-31', 'month', 1, 2) // '2023-03-31'
 * @example addIntervals('2024-02-29', 'year', 1, 4) // '2028-02-29'
 */
export function addIntervals(anchor: LocalDate, interval: CalendarInterval, count: number, k: number): LocalDate {
  const { unit, size } = STEPS[interval];
  if (unit === 'days') return addDays(anchor, size * count * k);
  const { year, month, day } = dateParts(parseLocalDate(anchor));
  const months = year * 12 + month - 1 + size * count * k;
  const targetYear = Math.floor(months / 12);
  const targetMonth = months - targetYear * 12 + 1;
  return toLocalDate(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}
