import type { SubscriptionStatus } from '@revenue/billing-core/subscriptions';

/** The statuses of a subscription that goes on. */
export const LIVE_STATUSES: SubscriptionStatus[] = ['incomplete', 'trialing', 'active', 'past_due', 'paused'];
