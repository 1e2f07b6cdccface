import { BillingError } from '../../errors/index.ts';
import { type LocalDate, localDateAt, startOfDay } from '../../time/index.ts';
import type { RatingTerms } from '../component-line.ts';
import type { ProrationBasis } from '../proration/basis.ts';
import { isLiveSubscription } from '../status.ts';
import { type ChangePolicy, DEFAULT_CHANGE_POLICY, type ProrationMode } from './change-policy-schema.ts';
import type { ChangedSubscription, ChangeTerms, SubscribedItem } from './change-terms.ts';
import { type Moment, midnightOf } from './measure.ts';

/** What a change knows while it is computed. */
export type ChangeContext = {
  subscription: ChangedSubscription;
  now: Moment;
  policy: ChangePolicy;
  basis: ProrationBasis;
  rating: RatingTerms;
  usage: ChangeTerms['usage'];
};

export function changeContext({ subscription, at, policy, rounding, usage, explain }: ChangeTerms): ChangeContext {
  const whole = { ...DEFAULT_CHANGE_POLICY, ...policy };
  return {
    subscription,
    now: { at, day: localDateAt(at, subscription.time_zone) },
    policy: whole,
    basis: basisOf(whole.proration),
    rating: { currency: subscription.currency, rounding, explain: explain !== false },
    usage,
  };
}

/** What is not divided is measured by days, where it has to be after all. */
function basisOf(mode: ProrationMode): ProrationBasis {
  return mode === 'none' || mode === 'full_difference' ? 'day_half_open' : mode;
}

/** The first day of a subscription that is paid for: its start, or the end of its trial. */
export function firstPaidDay({ start_date, trial_end }: ChangedSubscription): LocalDate {
  return trial_end === undefined || trial_end === null || trial_end < start_date ? start_date : trial_end;
}

/** Before the start and in a trial nothing is charged, and nothing was. */
export function isFree({ subscription, now }: ChangeContext): boolean {
  return now.day < firstPaidDay(subscription);
}

/** Of days that are not free any more, while those that are go on: periods may be billed some days before they begin. */
export function isBilledBefore({ subscription }: ChangeContext, { billed, service }: SubscribedItem): boolean {
  return billed !== null && service.start >= firstPaidDay(subscription);
}

/** The begin of a day in the zone of the subscription. */
export function momentOf({ subscription }: ChangeContext, day: LocalDate): Moment {
  return midnightOf(day, subscription.time_zone);
}

/**
 * What has ended is not changed any more.
 *
 * @throws BillingError illegal_transition
 */
export function assertLive({ subscription: { status } }: ChangeContext): void {
  if (isLiveSubscription(status)) return;
  throw new BillingError('illegal_transition', `the subscription is ${status}; it has ended, start a new one.`);
}

/**
 * A change belongs to the current period: not to days that are billed and over, and not to a period for which something
 * is still to be billed.
 *
 * @throws BillingError renewal_due, validation_failed
 */
export function assertBilled({ subscription, now }: ChangeContext): void {
  const { next_billing_at, current_period_start, current_period_end, start_date, time_zone } = subscription;
  const isAllBilled = next_billing_at === null && hasCome(subscription, now);
  if (!isAllBilled && now.at >= (next_billing_at ?? startOfDay(current_period_end, time_zone))) {
    const message = `something is due before ${now.day} in the period from ${current_period_start} to ${current_period_end}; bill it first, then change what follows.`;
    throw new BillingError('renewal_due', message);
  }
  if (now.day >= start_date && now.day < current_period_start) refuseEarlier(now.day, current_period_start);
  assertAfterLastChange({ subscription, now });
}

/** The day has come on which it was told to end. */
export function hasCome({ ends_on }: Pick<ChangedSubscription, 'ends_on'>, now: Moment): boolean {
  return ends_on !== undefined && ends_on !== null && ends_on <= now.day;
}

/** @throws BillingError validation_failed for an instant before one at which an item took effect */
export function assertAfterLastChange({ subscription, now }: Pick<ChangeContext, 'subscription' | 'now'>): void {
  for (const { since, service } of subscription.items)
    if (since !== undefined && since > now.at) refuseEarlier(now.day, service.start);
}

function refuseEarlier(day: LocalDate, from: LocalDate): never {
  const message = `the change on ${day} is before ${from}, when the last one took effect; choose an instant from then on.`;
  throw new BillingError('validation_failed', message, { errors: [{ path: 'at', message }] });
}
