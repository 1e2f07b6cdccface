import type { Decimal, DecimalLike, Rounding } from '../../money/index.ts';
import { addDays, daysBetween, earlierDate, type LocalDate, laterDate } from '../../time/index.ts';
import { portionOf, type Segment } from './basis.ts';
import { prorate } from './prorate.ts';

export type TrialRemainder = { billed_days: number; amount: Decimal };

/**
 * What is left to pay of a segment after a trial: the first `trialDays` days from `trialStart` are free. Both end dates
 * of segment and period count.
 *
 * @throws BillingError invalid_date; validation_failed when the period has no length
 * @example
 * const march = { period_start: '2022-03-01', period_end: '2022-03-31' };
 * const segment = { segment_start: '2022-03-15', segment_end: '2022-03-31', ...march };
 * trialRemainder('1', segment, { start: '2022-03-15', days: 3 }, { scale: 2, mode: 'half_up' }) // { billed_days: 14, amount: '0.45' }
 */
export function trialRemainder(
  price: DecimalLike,
  segment: Segment,
  trial: { start: LocalDate; days: number },
  rounding?: Rounding,
): TrialRemainder {
  const { part, whole } = portionOf('day_inclusive', segment);
  const firstPaid = addDays(trial.start, trial.days);
  const freeFrom = laterDate(trial.start, segment.segment_start);
  const afterSegment = addDays(segment.segment_end, 1);
  const freeTo = earlierDate(firstPaid, afterSegment);
  const billedDays = part - Math.max(0, daysBetween(freeFrom, freeTo));
  return { billed_days: billedDays, amount: prorate(price, { part: billedDays, whole }, rounding) };
}
