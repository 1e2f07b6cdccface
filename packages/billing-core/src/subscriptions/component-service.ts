import { addDays, earlierDate, type LocalDate, laterDate, type Period, periodContaining } from '../time/index.ts';
import type { RenewedComponent, RenewedSubscription } from './plan-renewal.ts';
import { type BilledCycle, endReason, lastDay } from './renewal-cycle.ts';

/** The days of a component that a cycle charges for, and the whole period that its price is for. */
export type ComponentService = { service: Period; whole: Period };

/** null where the cycle charges nothing for it: before it came, in a trial, or within a longer period of its own. */
export function componentService(
  subscription: RenewedSubscription,
  component: RenewedComponent,
  cycle: BilledCycle,
): ComponentService | null {
  const begin = beginOf(subscription, component);
  if (component.kind === 'one_time') return onceService(cycle, begin);
  if (component.every !== undefined) return ownService(subscription, component, component.every, cycle, begin);
  const start = laterDate(cycle.start, begin);
  return start < cycle.end ? { service: { start, end: cycle.end }, whole: cycle.whole } : null;
}

/** The first day that is charged for, as far as it is told. */
function beginOf({ trial_end, start_date }: RenewedSubscription, { active_from }: RenewedComponent): LocalDate {
  return laterDate(active_from ?? start_date ?? '', trial_end ?? '');
}

/** With the period that its day lies in; the periods after it begin later. */
function onceService(cycle: BilledCycle, begin: LocalDate): ComponentService | null {
  if (begin < cycle.start || begin >= cycle.end) return null;
  const service = dayOnly(begin);
  return { service, whole: service };
}

/** What is charged once is of one day. */
export function dayOnly(day: LocalDate): Period {
  return { start: day, end: addDays(day, 1) };
}

/** A longer period is charged by the cycle it begins with, in arrear by the one it ends with. */
function ownService(
  subscription: RenewedSubscription,
  component: RenewedComponent,
  every: NonNullable<RenewedComponent['every']>,
  cycle: BilledCycle,
  begin: LocalDate,
): ComponentService | null {
  const { anchor_date } = subscription;
  const { interval, interval_count } = every;
  if (component.timing === 'advance') {
    const start = laterDate(cycle.start, begin);
    const whole = periodContaining(anchor_date, interval, interval_count, start);
    const beginsHere = whole.start === start || begin === start;
    if (!beginsHere || start >= cycle.end) return null;
    return { service: { start, end: cutBy(subscription, whole.end) }, whole };
  }
  const whole = periodContaining(anchor_date, interval, interval_count, addDays(cycle.end, -1));
  const start = laterDate(whole.start, begin);
  const endsHere = whole.end <= cycle.end || isLast(subscription, component, cycle);
  return endsHere && start < cycle.end ? { service: { start, end: cycle.end }, whole } : null;
}

/** The cycle is the last that charges for it: the subscription ends, or a change takes it away or moves its anchor. */
function isLast(subscription: RenewedSubscription, component: RenewedComponent, cycle: BilledCycle): boolean {
  const { scheduled_change: change, anchor_date } = subscription;
  if (endReason(subscription, cycle) !== null) return true;
  if (change === undefined || change === null || change.on > cycle.end) return false;
  const goesOn = change.components.some(
    ({ subscription_item_id: id, active_from = '' }) =>
      id === component.subscription_item_id && active_from < change.on,
  );
  return !goesOn || change.anchor_date !== anchor_date;
}

function cutBy(subscription: RenewedSubscription, end: LocalDate): LocalDate {
  return earlierDate(end, lastDay(subscription) ?? end);
}
