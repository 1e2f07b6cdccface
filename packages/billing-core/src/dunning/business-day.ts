import { addDays, daysBetween, type LocalDate } from '../time/index.ts';
import type { BusinessDays } from './schema.ts';

const A_MONDAY: LocalDate = '2024-01-01';

/**
 * The day of the week, 1 for Monday to 7 for Sunday. Source: ISO 8601.
 *
 * @throws BillingError invalid_date
 * @example isoWeekday('2026-01-11') // 7
 */
export function isoWeekday(day: LocalDate): number {
  const days = daysBetween(A_MONDAY, day) % 7;
  return (days < 0 ? days + 7 : days) + 1;
}

/**
 * The day itself when it is a business day, otherwise the next one.
 *
 * @throws BillingError invalid_date
 * @example
 * const calendar = BusinessDays.parse({ holidays: ['2026-01-12'] });
 * businessDayFrom('2026-01-10', calendar) // '2026-01-13'
 * businessDayFrom('2026-01-09', calendar) // '2026-01-09'
 */
export function businessDayFrom(day: LocalDate, { weekend, holidays }: BusinessDays): LocalDate {
  let date = day;
  while (weekend.includes(isoWeekday(date)) || holidays.includes(date)) date = addDays(date, 1);
  return date;
}
