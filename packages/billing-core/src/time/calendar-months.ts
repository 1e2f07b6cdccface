import { addDays, earlierDate, lastDayOfMonth } from './local-date.ts';
import type { Period } from './period.ts';

/**
 * A period cut at the first of each month: what falls into each calendar month that it touches, in order. Of a period
 * without a day there is none.
 *
 * @throws BillingError invalid_date
 * @example calendarMonths({ start: '2026-01-15', end: '2026-02-10' }) // [{ start: '2026-01-15', end: '2026-02-01' }, { start: '2026-02-01', end: '2026-02-10' }]
 * @example calendarMonths({ start: '2026-01-15', end: '2026-01-15' }) // []
 */
export function calendarMonths({ start, end }: Period): Period[] {
  const months: Period[] = [];
  let from = start;
  while (from < end) {
    const to = earlierDate(addDays(lastDayOfMonth(from), 1), end);
    months.push({ start: from, end: to });
    from = to;
  }
  return months;
}
