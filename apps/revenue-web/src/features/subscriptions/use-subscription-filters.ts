import { SUBSCRIPTION_SORTS, SUBSCRIPTION_STATUSES } from '@revenue/billing-core/subscriptions';
import { isLocalDate } from '@revenue/billing-core/time';
import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/app/subscriptions');

const asDay = (text: string | undefined) => (text && isLocalDate(text) ? text : undefined);

/** What the address narrows the list of subscriptions by, in the words of the server. A word it does not know asks for nothing. */
export function useSubscriptionFilters() {
  const search = route.useSearch();
  const { q, plan_id, customer_id, from, to } = search;
  return {
    filters: {
      q,
      plan_id,
      customer_id,
      status: SUBSCRIPTION_STATUSES.find((status) => status === search.status),
      renews_from: asDay(from),
      renews_to: asDay(to),
    },
    sort: SUBSCRIPTION_SORTS.find((sort) => sort === search.sort) ?? ('-created_at' as const),
    search,
  };
}
