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
 * A segment and its period in the units of the basis.
 * @throws BillingError validation_failed when the period has no length
 * @example portionOf('day_half_open', 15 June to 1 July of June) // { part: 16, whole: 30 }
 */
export function portionOf(basis: ProrationBasis, segment: Segment): Portion {
  const part = lengthOf(basis, segment.segment_start, segment.segment_end);
  const whole = lengthOf(basis, segment.period_start, segment.period_end);
  if (whole <= 0) {
    throw new BillingError(
      'validation_failed',
      `the period from ${segment.period_start} to ${segment.period_end} has no length; it cannot be prorated.`,
    );
  }
  return { part, whole };
}

function lengthOf(basis: ProrationBasis, start: string, end: string): number {
  switch (basis) {
    case 'day_half_open':
      return daysBetween(start, end);
    case 'day_inclusive':
      return daysBetween(start, end) + 1;
    case 'second':
      return (parseInstant(end).getTime() - parseInstant(start).getTime()) / 1000;
    case 'thirty_day_months':
      return fixedMonthDays(start, end, 30);
  }
}
