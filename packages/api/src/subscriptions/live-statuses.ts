import { isBilledSubscription, isLiveSubscription, SUBSCRIPTION_STATUSES } from '@revenue/billing-core/subscriptions';

/** The statuses of a subscription that goes on. */
export const LIVE_STATUSES = SUBSCRIPTION_STATUSES.filter(isLiveSubscription);

/** Of those, the ones that are billed period after period. */
export const BILLED_STATUSES = SUBSCRIPTION_STATUSES.filter(isBilledSubscription);

/** The same inside of a statement: words of the core, nothing that somebody typed. */
export const BILLED_IN_SQL = BILLED_STATUSES.map((status) => `'${status}'`).join(', ');
