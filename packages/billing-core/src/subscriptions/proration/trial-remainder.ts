import type { Decimal, DecimalLike, Rounding } from '../../money/index.ts';
import { addDays, daysBetween, earlierDate, type LocalDate, laterDate } from '../../time/index.ts';
import { portionOf, type Segment } from './basis.ts';
import { prorate } from './prorate.ts';

export type TrialRemainder = { billed_days: number; amount: Decimal };

/**
 * What is left to pay of a segment after a trial: the first `trialDays` days from `trialStart` are free. Both end dates
 * of segment and period count.
 *
 * @example 15 to 31 March with a trial of 3 days from the 15th: 14 of 31 days
 */
export function trialRemainder(
  price: DecimalLike,
  segment: Segment,
  trial: { start: LocalDate; days: number },
  rounding: Rounding,
): TrialRemainder {
  const { part, whole } = portionOf('day_inclusive', segment);
  const firstPaid = addDays(trial.start, trial.days);
  const freeFrom = laterDate(trial.start, segment.segment_start);
  const afterSegment = addDays(segment.segment_end, 1);
  const freeTo = earlierDate(firstPaid, afterSegment);
  const billedDays = part - Math.max(0, daysBetween(freeFrom, freeTo));
  return { billed_days: billedDays, amount: prorate(price, { part: billedDays, whole }, rounding) };
}
