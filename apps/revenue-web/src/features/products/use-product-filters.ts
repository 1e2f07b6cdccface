import { PRODUCT_SORTS, PRODUCT_TYPES } from '@revenue/billing-core/catalog';
import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/app/products');

/** What the address narrows the list of products by, in the words of the server. A word it does not know asks for nothing. */
export function useProductFilters() {
  const search = route.useSearch();
  return {
    filters: {
      q: search.q,
      type: PRODUCT_TYPES.find((type) => type === search.type),
      active: search.active === undefined ? undefined : search.active === 'yes',
    },
    sort: PRODUCT_SORTS.find((sort) => sort === search.sort) ?? ('-created_at' as const),
    search,
  };
}
