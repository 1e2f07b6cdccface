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

export function canTransitionSubscription(from: SubscriptionStatus, to: SubscriptionStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/** @throws BillingError illegal_transition, naming what is possible instead. */
export function assertSubscriptionTransition(from: SubscriptionStatus, to: SubscriptionStatus): void {
  if (canTransitionSubscription(from, to)) return;
  const possible = TRANSITIONS[from].join(', ') || 'nothing, it has ended';
  throw new BillingError(
    'illegal_transition',
    `a subscription that is ${from} cannot become ${to}; possible: ${possible}.`,
  );
}
