import { INVOICE_SORTS, INVOICE_STATUSES } from '@revenue/billing-core/invoices';
import { isLocalDate } from '@revenue/billing-core/time';
import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/app/invoices');

const asDay = (text: string | undefined) => (text && isLocalDate(text) ? text : undefined);

/** What the address narrows the list of invoices by, in the words of the server. A word it does not know asks for nothing. */
export function useInvoiceFilters() {
  const search = route.useSearch();
  const { q, customer_id, billing_run_id, subscription_id, currency, cursor } = search;
  return {
    /** The tabs share these; status is the tab. */
    filters: {
      q,
      customer_id,
      billing_run_id,
      subscription_id,
      currency,
      issued_from: asDay(search.from),
      issued_to: asDay(search.to),
    },
    status: INVOICE_STATUSES.find((status) => status === search.status),
    sort: INVOICE_SORTS.find((sort) => sort === search.sort) ?? ('-created_at' as const),
    cursor,
    search,
  };
}

export type InvoiceListFilters = ReturnType<typeof useInvoiceFilters>['filters'];
