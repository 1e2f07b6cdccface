import { BillingError } from '../errors/index.ts';
import type { Decimal, Rounding } from '../money/index.ts';
import { daysBetween, earlierDate, type LocalDate, lastDayOfMonth, laterDate } from '../time/index.ts';
import { roundedRatio } from './ratio.ts';

/**
 * Which share of a period's days falls into a month, both ends of the period included: 0 to 1, rounded once.
 *
 * Source: the billing dashboard of Flowglad, whose figures the golden cases hold.
 *
 * @param month `YYYY-MM`
 * @throws BillingError invalid_date; validation_failed when the last day is before the first
 * @example monthOverlap('2023-05-17', '2023-06-15', '2023-05', { scale: 3, mode: 'half_up' }) // 0.5
 * @example monthOverlap('2023-05-17', '2023-06-15', '2023-07', { scale: 3, mode: 'half_up' }) // 0
 */
export function monthOverlap(start: LocalDate, lastDay: LocalDate, month: string, rounding: Rounding): Decimal {
  const allDays = daysBetween(start, lastDay) + 1;
  if (allDays <= 0) {
    throw new BillingError('validation_failed', `a period cannot end on ${lastDay}, before its first day ${start}.`);
  }
  const monthStart = `${month}-01`;
  const from = laterDate(start, monthStart);
  const to = earlierDate(lastDay, lastDayOfMonth(monthStart));
  const days = Math.max(0, daysBetween(from, to) + 1);
  return roundedRatio({ n: BigInt(days), d: BigInt(allDays) }, rounding);
}
