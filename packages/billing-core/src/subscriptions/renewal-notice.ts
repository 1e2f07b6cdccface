import { addDays, type LocalDate, localDateAt } from '../time/index.ts';
import type { Contract } from './plan-renewal.ts';
import type { SubscriptionStatus } from './status.ts';

export type NoticedSubscription = {
  status: SubscriptionStatus;
  time_zone: string;
  current_period_start: LocalDate;
  current_period_end: LocalDate;
  next_billing_at: Date | null;
  cancel_at_period_end: boolean;
  ends_on: LocalDate | null;
  contract: Pick<Contract, 'ends_on' | 'at_end'> | null;
  /** The renewal that was told of last, by its day. */
  noticed_on: LocalDate | null;
};

/** The day the next period, or the next term of a contract, begins; and the day it is billed, until which it can be stopped. */
export type ToldRenewal = { renews_on: LocalDate; billed_on: LocalDate };

/**
 * The renewal of which who pays is to be told now: from so many days on before it is billed, until that day comes. Null where
 * none is to be told of: 0 days, one that was told of, a trial (its end is told of by itself), a pause, an end to come, a
 * first period that is not billed yet, and a period within a contract, which nobody can stop. A worker that comes late tells
 * of the renewal that is still to come, and of none that has.
 *
 * @example
 * const subscription = { status: 'active', time_zone: 'UTC', current_period_start: '2026-01-01', current_period_end: '2026-02-01',
 *   next_billing_at: parseInstant('2026-02-01T00:00:00Z'), cancel_at_period_end: false, ends_on: null, contract: null, noticed_on: null };
 * renewalToTell(subscription, 7, parseInstant('2026-01-25T00:00:00Z')) // { renews_on: '2026-02-01', billed_on: '2026-02-01' }
 * renewalToTell(subscription, 7, parseInstant('2026-01-24T23:59:59Z')) // null
 */
export function renewalToTell(subscription: NoticedSubscription, noticeDays: number, now: Date): ToldRenewal | null {
  const { status, time_zone, next_billing_at, contract } = subscription;
  const renews_on = subscription.current_period_end;
  if (noticeDays === 0 || (status !== 'active' && status !== 'past_due')) return null;
  if (subscription.cancel_at_period_end || subscription.ends_on !== null || subscription.noticed_on === renews_on)
    return null;
  if (next_billing_at === null || next_billing_at <= now) return null;
  const billed_on = localDateAt(next_billing_at, time_zone);
  if (billed_on <= subscription.current_period_start) return null;
  const isWithinContract = contract !== null && (contract.ends_on > renews_on || contract.at_end === 'expire');
  if (isWithinContract) return null;
  return localDateAt(now, time_zone) >= addDays(billed_on, -noticeDays) ? { renews_on, billed_on } : null;
}
