import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { BillingError } from '../errors/index.ts';

/** A civil date, ISO `YYYY-MM-DD`. Such texts sort as dates do, so `<` compares them. */
export type LocalDate = string;

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const MILLISECONDS_PER_DAY = 86_400_000;

/** True for a day that exists: 2024-02-29 yes, 2023-02-29 no, 2023-2-9 no. */
export function isLocalDate(text: string): boolean {
  if (!ISO_DAY.test(text) || text < '0001') return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // Date.parse refuses day 32 but lets 30 February roll over into March: only a day that comes back is real.
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}

/** @throws BillingError invalid_date */
export function parseLocalDate(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new BillingError('invalid_date', `"${text.slice(0, 40)}" is not a date; write it like "2026-01-31".`);
}

/** Negative when `left` is earlier, 0 when equal. For Array.sort. */
export function compareLocalDates(left: LocalDate, right: LocalDate): number {
  return Number(left > right) - Number(left < right);
}

export function earlierDate(left: LocalDate, right: LocalDate): LocalDate {
  return left < right ? left : right;
}

export function laterDate(left: LocalDate, right: LocalDate): LocalDate {
  return left > right ? left : right;
}

/** @example addDays('2024-02-28', 2) // "2024-03-01" */
export function addDays(day: LocalDate, days: number): LocalDate {
  return fromEpochDay(epochDay(day) + days);
}

/** Days of the half-open range [start, end): `daysBetween('2024-02-01', '2024-03-01')` is 29. */
export function daysBetween(start: LocalDate, end: LocalDate): number {
  return epochDay(end) - epochDay(start);
}

/** @example lastDayOfMonth('2024-02-10') // "2024-02-29" */
export function lastDayOfMonth(day: LocalDate): LocalDate {
  const date = Temporal.PlainDate.from(day);
  return date.with({ day: date.daysInMonth }).toString();
}

/** Civil days are counted as UTC midnights, which are all 24 hours apart. */
function epochDay(day: LocalDate): number {
  return Date.parse(`${parseLocalDate(day)}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

function fromEpochDay(days: number): LocalDate {
  return new Date(days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

export const LocalDateSchema = z
  .string()
  .refine(isLocalDate, 'is not a date; write it like "2026-01-31"')
  .meta({ format: 'date', description: 'Date, YYYY-MM-DD.' });
