import { z } from 'zod';
import { BillingError } from '../errors/index.ts';

/** A civil date, ISO `YYYY-MM-DD`. Such texts sort as dates do, so `<` compares them. */
export type LocalDate = string;

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const MILLISECONDS_PER_DAY = 86_400_000;
const DAYS_IN_400_YEARS = 146_097;
const SHORT_MONTHS = [4, 6, 9, 11];

/**
 * True for a day that exists: 2024-02-29 yes, 2023-02-29 no, 2023-2-9 no.
 * @example isLocalDate('2024-02-29') // true
 * @example isLocalDate('2023-02-29') // false
 */
export function isLocalDate(text: string): boolean {
  if (!ISO_DAY.test(text)) return false;
  const { year, month, day } = dateParts(text);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/**
 * The numbers of an ISO day; month 1 to 12.
 * @example dateParts('2026-01-31') // { year: 2026, month: 1, day: 31 }
 */
export function dateParts(day: LocalDate): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/**
 * Gregorian: 29 in February of 2024 and 2000, 28 in 2023 and 1900.
 * @example daysInMonth(2024, 2) // 29
 * @example daysInMonth(1900, 2) // 28
 */
export function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeap ? 29 : 28;
  return SHORT_MONTHS.includes(month) ? 30 : 31;
}

/**
 * The ISO day of its numbers.
 * @throws BillingError invalid_date beyond the year 9999
 * @example toLocalDate(2026, 1, 31) // '2026-01-31'
 * @example toLocalDate(10000, 1, 1) // throws invalid_date
 */
export function toLocalDate(year: number, month: number, day: number): LocalDate {
  if (year < 1 || year > 9999) {
    throw new BillingError('invalid_date', `the year ${year} is outside of 1 to 9999.`);
  }
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * The day itself, when it exists.
 *
 * @throws BillingError invalid_date
 * @example parseLocalDate('2026-01-31') // '2026-01-31'
 * @example parseLocalDate('2026-02-30') // throws invalid_date
 */
export function parseLocalDate(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new BillingError('invalid_date', `"${text.slice(0, 40)}" is not a date; write it like "2026-01-31".`);
}

/**
 * Negative when `left` is earlier, 0 when equal. For Array.sort.
 * @example compareLocalDates('2026-01-31', '2026-02-01') // -1
 */
export function compareLocalDates(left: LocalDate, right: LocalDate): number {
  return Number(left > right) - Number(left < right);
}

/**
 * The earlier of two days.
 * @example earlierDate('2026-01-31', '2026-02-01') // '2026-01-31'
 */
export function earlierDate(left: LocalDate, right: LocalDate): LocalDate {
  return left < right ? left : right;
}

/**
 * The later of two days.
 * @example laterDate('2026-01-31', '2026-02-01') // '2026-02-01'
 */
export function laterDate(left: LocalDate, right: LocalDate): LocalDate {
  return left > right ? left : right;
}

/**
 * The day so many days later, or earlier for a negative number.
 *
 * @throws BillingError invalid_date
 * @example addDays('2024-02-28', 2) // '2024-03-01'
 */
export function addDays(day: LocalDate, days: number): LocalDate {
  return fromEpochDay(epochDay(day) + days);
}

/**
 * Days of the half-open range [start, end); negative when the end is before the start.
 *
 * @throws BillingError invalid_date
 * @example daysBetween('2024-02-01', '2024-03-01') // 29
 */
export function daysBetween(start: LocalDate, end: LocalDate): number {
  return epochDay(end) - epochDay(start);
}

/**
 * The last day of the month of a day.
 *
 * @throws BillingError invalid_date
 * @example lastDayOfMonth('2024-02-10') // '2024-02-29'
 */
export function lastDayOfMonth(day: LocalDate): LocalDate {
  const { year, month } = dateParts(parseLocalDate(day));
  return toLocalDate(year, month, daysInMonth(year, month));
}

/**
 * Civil days are counted as UTC midnights, which are all 24 hours apart. `Date.UTC` takes a year below 100 for one of the
 * 1900s, so it is asked for the same day 400 years on, where the calendar repeats.
 */
function epochDay(day: LocalDate): number {
  const { year, month, day: date } = dateParts(parseLocalDate(day));
  return Date.UTC(year + 400, month - 1, date) / MILLISECONDS_PER_DAY - DAYS_IN_400_YEARS;
}

function fromEpochDay(days: number): LocalDate {
  const date = new Date(days * MILLISECONDS_PER_DAY);
  return toLocalDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

export const LocalDateSchema = z
  .string()
  .refine(isLocalDate, 'is not a date; write it like "2026-01-31"')
  .meta({ format: 'date', description: 'Date, YYYY-MM-DD.' });
