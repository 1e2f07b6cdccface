import { Decimal, type Rounding, roundDecimal } from '../money/index.ts';
import { daysBetween, earlierDate, type LocalDate, lastDayOfMonth, laterDate } from '../time/index.ts';

/**
 * Which share of a period's days falls into a month, both ends of the period included.
 * @param month `YYYY-MM`
 * @example monthOverlap('2023-05-17', '2023-06-15', '2023-05', { scale: 3, mode: 'half_up' }) // 0.5
 */
export function monthOverlap(start: LocalDate, lastDay: LocalDate, month: string, rounding: Rounding): Decimal {
  const monthStart = `${month}-01`;
  const monthEnd = lastDayOfMonth(monthStart);
  const from = laterDate(start, monthStart);
  const to = earlierDate(lastDay, monthEnd);
  const days = Math.max(0, daysBetween(from, to) + 1);
  return roundDecimal(new Decimal(days).div(daysBetween(start, lastDay) + 1), rounding.scale, rounding.mode);
}
