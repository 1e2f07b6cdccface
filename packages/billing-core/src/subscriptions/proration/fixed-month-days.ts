import type { LocalDate } from '../../time/index.ts';

/**
 * Days between two dates when every month counts `daysInMonth`: within one month the plain difference, across months
 * what is left of the first, whole months, and the days of the last. Source: fixed proration of Kill Bill.
 *
 * @example fixedMonthDays('2023-05-23', '2023-06-15', 30) // 22
 * @example fixedMonthDays('2024-02-23', '2024-03-15', 28) // 20
 */
export function fixedMonthDays(start: LocalDate, end: LocalDate, daysInMonth: number): number {
  const months = monthNumber(end) - monthNumber(start);
  if (months === 0) return dayNumber(end) - dayNumber(start);
  return daysInMonth - dayNumber(start) + dayNumber(end) + (months - 1) * daysInMonth;
}

function monthNumber(day: LocalDate): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}

function dayNumber(day: LocalDate): number {
  return Number(day.slice(8, 10));
}
