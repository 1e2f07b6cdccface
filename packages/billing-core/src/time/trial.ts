import { addDays, daysBetween, type LocalDate } from './local-date.ts';
import type { Period } from './period.ts';
import { startOfDay } from './time-zone.ts';

/**
 * The free days of a trial; the first paid period starts on its end.
 *
 * @throws BillingError invalid_date
 * @example trialPeriod('2026-01-31', 14) // { start: '2026-01-31', end: '2026-02-14' }
 */
export function trialPeriod(start: LocalDate, days: number): Period {
  return { start, end: addDays(start, days) };
}

/**
 * The instant at which a trial ends: the start of its last day's morrow on the customer's wall clock.
 *
 * @throws BillingError invalid_date, invalid_time_zone
 * @example trialEndsAt(trialPeriod('2026-03-20', 14), 'Europe/Berlin') // '2026-04-02T22:00:00.000Z'
 */
export function trialEndsAt(trial: Period, timeZone: string): Date {
  return startOfDay(trial.end, timeZone);
}

/**
 * Days of a trial that are left, today included; 0 once it is over. Before it starts, all of them.
 *
 * @throws BillingError invalid_date
 * @example trialDaysLeft(trialPeriod('2026-01-31', 14), '2026-02-11') // 3
 * @example trialDaysLeft(trialPeriod('2026-01-31', 14), '2026-02-14') // 0
 */
export function trialDaysLeft(trial: Period, today: LocalDate): number {
  return Math.max(0, daysBetween(today > trial.start ? today : trial.start, trial.end));
}
