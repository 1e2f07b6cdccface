import type { Portion } from '../../catalog/rate.ts';
import { BillingError } from '../../errors/index.ts';
import { daysBetween, parseInstant } from '../../time/index.ts';
import { fixedMonthDays } from './fixed-month-days.ts';

/**
 * How a part of a period is measured.
 * - day_half_open: days of [start, end) (Kill Bill, Meteroid, OpenMeter)
 * - day_inclusive: both end dates count, the period end is its last day (Lago, Flexprice)
 * - second: elapsed seconds between instants (Stripe), so that a month with a clock change has 743 or 721 hours
 * - thirty_day_months: every month counts thirty days
 */
export type ProrationBasis = 'day_half_open' | 'day_inclusive' | 'second' | 'thirty_day_months';

/** Dates, or instants for the basis `second`. */
export type Segment = { segment_start: string; segment_end: string; period_start: string; period_end: string };

/**
 * A segment and its period in the units of the basis: whole numbers of days or seconds, of milliseconds where an instant
 * lies between two seconds. A segment that ends before it starts has no length; one longer than the period stays so.
 *
 * @throws BillingError validation_failed when the period has no length; invalid_date, invalid_instant
 * @example
 * const june = { period_start: '2026-06-01', period_end: '2026-07-01' };
 * portionOf('day_half_open', { segment_start: '2026-06-15', segment_end: '2026-07-01', ...june }) // { part: 16, whole: 30 }
 */
export function portionOf(basis: ProrationBasis, segment: Segment): Portion {
  const part = Math.max(0, lengthOf(basis, segment.segment_start, segment.segment_end));
  const whole = lengthOf(basis, segment.period_start, segment.period_end);
  if (whole > 0) return basis === 'second' ? inWholeSeconds({ part, whole }) : { part, whole };
  throw new BillingError(
    'validation_failed',
    `the period from ${segment.period_start} to ${segment.period_end} has no length; it cannot be prorated.`,
  );
}

function lengthOf(basis: ProrationBasis, start: string, end: string): number {
  switch (basis) {
    case 'day_half_open':
      return daysBetween(start, end);
    case 'day_inclusive':
      return daysBetween(start, end) + 1;
    case 'second':
      return parseInstant(end).getTime() - parseInstant(start).getTime();
    case 'thirty_day_months':
      return fixedMonthDays(start, end, 30);
  }
}

/** Milliseconds as seconds where that loses nothing: smaller numbers, the same fraction. */
function inWholeSeconds({ part, whole }: Portion): Portion {
  const isWhole = part % 1000 === 0 && whole % 1000 === 0;
  return isWhole ? { part: part / 1000, whole: whole / 1000 } : { part, whole };
}
