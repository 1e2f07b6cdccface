import type { CalendarInterval } from './interval.ts';
import { daysBetween, type LocalDate } from './local-date.ts';
import { periodContaining } from './period.ts';
import { localDateAt } from './time-zone.ts';

/**
 * Civil days from one instant to another in a zone: 23 and 25 hours can both be one day.
 * @example calendarDaysBetween(parseInstant('2026-03-28T23:00:00Z'), parseInstant('2026-03-29T22:00:00Z'), 'Europe/Berlin') // 1
 */
export function calendarDaysBetween(start: Date, end: Date, timeZone: string): number {
  return daysBetween(localDateAt(start, timeZone), localDateAt(end, timeZone));
}

/**
 * How many whole intervals fit between two days; negative when the end is before the start.
 * @example wholePeriodsBetween('2012-07-16', '2012-09-15', 'month') // 1
 * @example wholePeriodsBetween('2012-09-15', '2012-07-16', 'month') // -1
 * @example wholePeriodsBetween('2012-07-16', '2012-12-15', 'month', 2) // 2
 */
export function wholePeriodsBetween(
  start: LocalDate,
  end: LocalDate,
  interval: CalendarInterval,
  intervalCount = 1,
): number {
  if (end < start) return -wholePeriodsBetween(end, start, interval, intervalCount);
  return periodContaining(start, interval, intervalCount, end).index;
}
