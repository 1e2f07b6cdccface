import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { BillingError } from '../errors/index.ts';
import { type LocalDate, parseLocalDate } from './local-date.ts';

// Fixed offsets such as "+01:00" are refused although Intl knows them: a place changes its clocks, an offset does not.
const IANA_NAME = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;
const known = new Map<string, boolean>();

/**
 * True for a name of the IANA database that this runtime knows, such as "Europe/Berlin" or "UTC".
 * @example isTimeZone('Europe/Berlin') // true
 * @example isTimeZone('+01:00') // false
 * @example isTimeZone('AET') // false
 */
export function isTimeZone(name: string): boolean {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  if (name.length > 64 || !IANA_NAME.test(name)) return false;
  const exists = runtimeKnows(name);
  // Only real names are kept, so that a stream of nonsense cannot fill the memory.
  if (exists) known.set(name, true);
  return exists;
}

// Asked of Temporal, which counts the days: Intl also takes old abbreviations such as "AET" or "IST", which mean several
// places and which Temporal refuses. A customer with such a zone could be stored and then stopped every billing run.
function runtimeKnows(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}

export const TimeZone = z
  .string()
  .refine(isTimeZone, 'is not a time zone of the IANA database; use a name such as "Europe/Berlin"')
  .describe('IANA time zone, such as Europe/Berlin.');
export type TimeZone = z.infer<typeof TimeZone>;

/**
 * The instant at which a civil day begins in a zone. A midnight that the clocks skip moves forward by the gap; one
 * that happens twice is the earlier.
 *
 * @throws BillingError invalid_date, invalid_time_zone
 * @example startOfDay('2023-12-01', 'America/New_York') // '2023-12-01T05:00:00.000Z'
 */
export function startOfDay(day: LocalDate, timeZone: string): Date {
  const key = `${timeZone} ${day}`;
  const cached = midnights.get(key);
  if (cached !== undefined) return new Date(cached);
  const midnight = Temporal.PlainDate.from(parseLocalDate(day)).toPlainDateTime();
  assertTimeZone(timeZone);
  const { epochMilliseconds } = midnight.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  if (midnights.size >= MAX_CACHED) midnights.clear();
  midnights.set(key, epochMilliseconds);
  return new Date(epochMilliseconds);
}

// A billing run asks for the same few midnights once per subscription; working one out takes fifty times longer.
const MAX_CACHED = 20_000;
const midnights = new Map<string, number>();

/**
 * The civil day of an instant in a zone.
 * @throws BillingError invalid_time_zone
 * @example localDateAt(parseInstant('2023-12-01T03:00:00Z'), 'America/New_York') // '2023-11-30'
 */
export function localDateAt(instant: Date, timeZone: string): LocalDate {
  const key = `${timeZone} ${instant.getTime()}`;
  const cached = days.get(key);
  if (cached !== undefined) return cached;
  assertTimeZone(timeZone);
  const at = Temporal.Instant.fromEpochMilliseconds(instant.getTime());
  const day = at.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  if (days.size >= MAX_CACHED_DAYS) days.clear();
  days.set(key, day);
  return day;
}

// A billing run asks for the day of one instant, once per invoice.
const MAX_CACHED_DAYS = 2_000;
const days = new Map<string, LocalDate>();

function assertTimeZone(name: string): void {
  if (isTimeZone(name)) return;
  throw new BillingError('invalid_time_zone', `time zone "${name}" is not known; use a name such as "Europe/Berlin".`);
}
