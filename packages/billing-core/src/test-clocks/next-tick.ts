import { addDays, type LocalDate, localDateAt, startOfDay, wallClockInstant } from '../time/index.ts';

const HOUR_MS = 3_600_000;

/** Something that is due on a day, from an hour of the wall clock there: 0 for its beginning. */
export type DueDay = { day: LocalDate; hour: number; time_zone: string };

export interface TickInput {
  now: Date;
  target: Date;
  /** Of the tenant. Its midnights are ticks whatever is due, so that nothing that nobody thought of waits longer. */
  time_zone: string;
  /** What is due when; what is past is left out. */
  due_at: readonly Date[];
  due_days: readonly DueDay[];
}

/**
 * The next instant at which an advancing clock has to look at what is due, never beyond the target: the whole hour, as
 * the schedules run hourly, at or after the earliest of everything that is to come. Between two such instants nothing
 * falls due, so leaving them out changes nothing.
 *
 * @example
 * const from = { now: new Date('2026-01-31T10:00:00Z'), target: new Date('2026-03-01T00:00:00Z'), due_at: [] };
 * nextTick({ ...from, time_zone: 'Asia/Kolkata', due_days: [] }) // '2026-01-31T19:00:00.000Z'
 * nextTick({ ...from, time_zone: 'UTC', due_days: [{ day: '2026-01-31', hour: 8, time_zone: 'America/New_York' }] }) // '2026-01-31T13:00:00.000Z'
 */
export function nextTick({ now, target, time_zone, due_at, due_days }: TickInput): Date {
  const midnight = startOfDay(addDays(localDateAt(now, time_zone), 1), time_zone);
  const coming = [midnight, ...due_at, ...due_days.map(instantOf)]
    .map((at) => Math.ceil(at.getTime() / HOUR_MS) * HOUR_MS)
    .filter((at) => at > now.getTime());
  return new Date(Math.min(target.getTime(), ...coming));
}

function instantOf({ day, hour, time_zone }: DueDay): Date {
  if (hour === 0) return startOfDay(day, time_zone);
  return wallClockInstant(`${day}T${String(hour).padStart(2, '0')}:00`, time_zone);
}
