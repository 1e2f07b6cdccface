import {
  addDays,
  earlierDate,
  type LocalDate,
  laterDate,
  type Period,
  periodAt,
  periodContaining,
} from '../time/index.ts';
import type { RenewedSubscription } from './plan-renewal.ts';
import { leadOf } from './start-subscription.ts';

/**
 * A period as billed: `start` to `end`, where it may be cut. `whole` is the grid period it lies in, longer than it only
 * for a stub; `period_end` is where it would end uncut.
 */
export type BilledCycle = Period & { index: number; whole: Period; period_end: LocalDate };

/** Why a subscription ended: it was canceled, or its contract was over. */
export type EndReason = 'canceled' | 'expired';

export function currentCycle(subscription: RenewedSubscription): BilledCycle {
  const { current_period_start, current_period_end, cycle_index, anchor_date, plan } = subscription;
  const whole = periodAt(anchor_date, plan.interval, plan.interval_count, cycle_index);
  return cutCycle(subscription, { start: current_period_start, end: current_period_end }, whole, cycle_index);
}

/** The period that starts where another ends. */
export function cycleAfter(subscription: RenewedSubscription, { period_end }: BilledCycle): BilledCycle {
  const { anchor_date, plan } = subscription;
  const { index, start, end } = periodContaining(anchor_date, plan.interval, plan.interval_count, period_end);
  return cutCycle(subscription, { start: period_end, end }, { start, end }, index);
}

function cutCycle(
  subscription: RenewedSubscription,
  { start, end }: Period,
  whole: Period,
  index: number,
): BilledCycle {
  const last = lastDay(subscription);
  const cut = last === null ? end : laterDate(start, earlierDate(end, last));
  return { index, start, end: cut, whole, period_end: end };
}

/** The day on which it ends, where that is known. */
export function lastDay({ ends_on, contract }: Pick<RenewedSubscription, 'ends_on' | 'contract'>): LocalDate | null {
  const expires = contract?.at_end === 'expire' ? contract.ends_on : null;
  if (ends_on === undefined || ends_on === null) return expires;
  return expires === null ? ends_on : earlierDate(ends_on, expires);
}

/** Why it ends with a period; null when it goes on. */
export function endReason(subscription: RenewedSubscription, { end }: BilledCycle): EndReason | null {
  const { cancel_at_period_end, ends_on, contract } = subscription;
  // A day that was promised stays, also where a change made the period another one.
  const isCanceled = ends_on === undefined || ends_on === null ? cancel_at_period_end === true : ends_on <= end;
  if (isCanceled) return 'canceled';
  return contract?.at_end === 'expire' && contract.ends_on <= end ? 'expired' : null;
}

/** With the plan that a change was scheduled to, once its boundary is reached. */
export function changedAt({ end }: BilledCycle, subscription: RenewedSubscription): RenewedSubscription {
  const { scheduled_change, plan } = subscription;
  if (scheduled_change === undefined || scheduled_change === null || scheduled_change.on > end) return subscription;
  const { on: _, anchor_date, ...changed } = scheduled_change;
  return { ...subscription, anchor_date, plan: { ...plan, ...changed }, scheduled_change: null };
}

/** With its contract begun anew where a period starts after it. */
export function withContractRenewed(
  subscription: RenewedSubscription,
  { start, index }: BilledCycle,
): RenewedSubscription {
  const { contract, anchor_date, plan } = subscription;
  if (contract === undefined || contract === null || contract.ends_on > start) return subscription;
  const ends_on = periodAt(anchor_date, plan.interval, plan.interval_count, index + contract.periods).start;
  return { ...subscription, contract: { ...contract, ends_on } };
}

/** The day on which the advance fees of a period are due, after a trial; null where it has none. */
export function dayOfAdvance(subscription: RenewedSubscription, cycle: BilledCycle): LocalDate | null {
  const { plan } = subscription;
  if (!plan.components.some(({ timing }) => timing === 'advance')) return null;
  return addDays(firstPaidDay(subscription, cycle), -leadOf(subscription, plan.components));
}

/** Of a period: its first day, after a trial; its end where the trial goes on. */
export function firstPaidDay(
  { trial_end }: Pick<RenewedSubscription, 'trial_end'>,
  { start, end }: BilledCycle,
): LocalDate {
  return trial_end === undefined || trial_end === null ? start : earlierDate(laterDate(start, trial_end), end);
}

/** The day on which the next period may be looked at: early where it is billed early, and at the boundary where it ends. */
export function closesOn(subscription: RenewedSubscription, cycle: BilledCycle): LocalDate {
  if (endReason(subscription, cycle) !== null) return cycle.end;
  return addDays(cycle.end, -leadOf(subscription, subscription.plan.components));
}

/**
 * Whether something billed in advance may have been billed beyond the end of a cycle that ends the subscription: where the end
 * cuts its period, which was perhaps billed before the end was told, or a longer period of a component of its own.
 */
export function isBilledBeyond(subscription: RenewedSubscription, cycle: BilledCycle): boolean {
  const { anchor_date, plan } = subscription;
  const { end, period_end } = cycle;
  const isCut = end < period_end && firstPaidDay(subscription, cycle) < end;
  return plan.components.some(({ every, timing }) => {
    if (timing !== 'advance') return false;
    if (every === undefined) return isCut;
    return periodContaining(anchor_date, every.interval, every.interval_count, addDays(end, -1)).end > end;
  });
}
