import type { ViewedList } from '@revenue/billing-core/saved-views';
import { trpc } from '../api/trpc.ts';

/** Every view that the member can choose; asked for once, for the menus of the lists and the navigation alike. */
export function useSavedViews(list?: ViewedList) {
  const views = trpc.saved_views.list.useQuery({}, { staleTime: 60_000 });
  return (views.data?.data ?? []).filter((view) => list === undefined || view.list === list);
}
