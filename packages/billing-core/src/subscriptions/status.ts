import { z } from 'zod';
import { BillingError } from '../errors/index.ts';

export const SUBSCRIPTION_STATUSES = [
  'incomplete',
  'trialing',
  'active',
  'past_due',
  'paused',
  'canceled',
  'expired',
] as const;

export const SubscriptionStatus = z
  .enum(SUBSCRIPTION_STATUSES)
  .describe('active is billed; past_due has an unpaid invoice; canceled and expired have ended.');
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

const TRANSITIONS: Record<SubscriptionStatus, readonly SubscriptionStatus[]> = {
  incomplete: ['trialing', 'active', 'canceled', 'expired'],
  trialing: ['active', 'past_due', 'paused', 'canceled', 'expired'],
  active: ['past_due', 'paused', 'canceled', 'expired'],
  past_due: ['active', 'paused', 'canceled', 'expired'],
  paused: ['trialing', 'active', 'canceled', 'expired'],
  canceled: [],
  expired: [],
};

/**
 * Whether a subscription may go from one status to another. None goes to itself.
 * @example canTransitionSubscription('past_due', 'active') // true
 * @example canTransitionSubscription('canceled', 'active') // false
 */
export function canTransitionSubscription(from: SubscriptionStatus, to: SubscriptionStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/**
 * Whether a subscription goes on; canceled and expired have ended, for ever.
 * @example isLiveSubscription('paused') // true
 * @example isLiveSubscription('expired') // false
 */
export function isLiveSubscription(status: SubscriptionStatus): boolean {
  return TRANSITIONS[status].length > 0;
}

const BILLED: ReadonlySet<SubscriptionStatus> = new Set(['trialing', 'active', 'past_due']);

/**
 * Whether a subscription goes on and is billed period after period. A pause is not; one that is incomplete has its first
 * invoice, and no other until that is paid.
 * @example isBilledSubscription('past_due') // true
 * @example isBilledSubscription('paused') // false
 */
export function isBilledSubscription(status: SubscriptionStatus): boolean {
  return BILLED.has(status);
}

/**
 * The new status, where it may be.
 *
 * @throws BillingError illegal_transition, whose message names from, to, what is possible and what to do instead;
 * `details` holds from, to and possible
 * @example transitionSubscription('trialing', 'active') // 'active'
 * @example transitionSubscription('expired', 'active') // throws illegal_transition
 */
export function transitionSubscription(from: SubscriptionStatus, to: SubscriptionStatus): SubscriptionStatus {
  if (canTransitionSubscription(from, to)) return to;
  const possible = TRANSITIONS[from];
  const list = possible.join(', ') || 'nothing';
  throw new BillingError(
    'illegal_transition',
    `a subscription that is ${from} cannot become ${to}; possible: ${list}. ${remedyFor(from, to)}`,
    { from, to, possible },
  );
}

/**
 * The same, for what only asks.
 *
 * @throws BillingError illegal_transition, as `transitionSubscription`
 * @example assertSubscriptionTransition('canceled', 'paused') // throws illegal_transition
 */
export function assertSubscriptionTransition(from: SubscriptionStatus, to: SubscriptionStatus): void {
  transitionSubscription(from, to);
}

function remedyFor(from: SubscriptionStatus, to: SubscriptionStatus): string {
  if (from === to) return `It is ${to} already; there is nothing to do.`;
  if (!isLiveSubscription(from)) return 'It has ended; start a new subscription.';
  if (to === 'incomplete') return 'Only a new subscription waits for its first payment; start one.';
  if (from === 'incomplete') return 'Its first payment is missing; collect it, or cancel.';
  if (to === 'trialing') return 'A trial is given at the start; credit the customer instead.';
  return 'Resume it first.';
}
