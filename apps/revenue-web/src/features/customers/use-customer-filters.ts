import { CUSTOMER_SORTS, CUSTOMER_STATUSES } from '@revenue/billing-core/customers';
import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/app/customers');

/** What the address narrows the list of customers by, in the words of the server. A word it does not know asks for nothing. */
export function useCustomerFilters() {
  const search = route.useSearch();
  const { q, country, currency, overdue, from, to } = search;
  return {
    filters: {
      q,
      country,
      currency,
      status: CUSTOMER_STATUSES.find((status) => status === search.status),
      // A tab of its own, beside the statuses.
      deleted: search.status === 'deleted' ? true : undefined,
      has_overdue: overdue === undefined ? undefined : overdue === 'yes',
      created_from: from,
      created_to: to,
    },
    sort: CUSTOMER_SORTS.find((sort) => sort === search.sort) ?? ('-created_at' as const),
    search,
  };
}
