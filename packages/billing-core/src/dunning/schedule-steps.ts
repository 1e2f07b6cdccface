import { type LocalDate, wallClockInstant } from '../time/index.ts';
import { businessDayFrom } from './business-day.ts';
import { addUnheldDays, holdOn } from './holds.ts';
import type { DunningHold, DunningPolicy, DunningReference, DunningStep } from './schema.ts';

/** The days from which a case is counted. */
export type DunningCalendar = {
  due_date: LocalDate;
  /** The day, where the customer is, on which the first payment of the case failed; null when none did. */
  first_failed_on: LocalDate | null;
  /** IANA name; steps are taken at a time of day there. */
  time_zone: string;
  holds: readonly DunningHold[];
};

export type ScheduledStep = { step: DunningStep; on: LocalDate; at: Date };

/**
 * When each step of a policy falls, in the order of time; steps of one instant in the order of the policy. Steps after a
 * failed payment are left out of a case without one, and so is what stands behind a pause without an end.
 *
 * A time of day that clocks skip moves forward by the gap, one that occurs twice is the earlier instant.
 *
 * @throws BillingError invalid_date
 * @example
 * const step = (id, action, day) => ({ id, action, urgency: 'notice', day, after: 'due_date' });
 * const policy = DunningPolicy.parse({ name: 'Mails', steps: [step('b', 'mail', 7), step('a', 'mail', -3)] });
 * const calendar = { due_date: '2026-03-26', first_failed_on: null, time_zone: 'Europe/Berlin', holds: [] };
 * scheduleSteps(policy, calendar).map(({ on, at }) => [on, at]) // [['2026-03-23', '2026-03-23T08:00:00.000Z'], ['2026-04-02', '2026-04-02T07:00:00.000Z']]
 */
export function scheduleSteps(policy: DunningPolicy, calendar: DunningCalendar): ScheduledStep[] {
  const scheduled = policy.steps.flatMap((step) => {
    const on = dayOf(step, policy, calendar);
    if (on === null) return [];
    return [{ step, on, at: wallClockInstant(`${on}T${policy.time_of_day}:00`, calendar.time_zone) }];
  });
  return scheduled.sort((left, right) => left.at.getTime() - right.at.getTime());
}

/** The day on which the grace period is over; null while a pause without an end stands before it. */
export function graceEnd({ grace_days }: DunningPolicy, calendar: DunningCalendar): LocalDate | null {
  return addUnheldDays(startOf(calendar), grace_days, calendar.holds);
}

function dayOf({ after, day }: DunningStep, policy: DunningPolicy, calendar: DunningCalendar): LocalDate | null {
  const from = referenceDay(after, calendar);
  if (from === null) return null;
  const counted = addUnheldDays(from, after === 'grace_end' ? policy.grace_days + day : day, calendar.holds);
  return onBusinessDay(counted, policy, calendar);
}

/** The next business day may be held, and the day after that hold may be none. */
function onBusinessDay(day: LocalDate | null, policy: DunningPolicy, calendar: DunningCalendar): LocalDate | null {
  if (day === null || policy.business_days === null) return day;
  const on = businessDayFrom(day, policy.business_days);
  const hold = holdOn(calendar.holds, on);
  return hold === null ? on : onBusinessDay(hold.until, policy, calendar);
}

function referenceDay(after: DunningReference, calendar: DunningCalendar): LocalDate | null {
  if (after === 'due_date') return calendar.due_date;
  return after === 'failed_payment' ? calendar.first_failed_on : startOf(calendar);
}

function startOf({ first_failed_on, due_date }: DunningCalendar): LocalDate {
  return first_failed_on ?? due_date;
}
