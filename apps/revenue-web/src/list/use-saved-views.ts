import type { ViewedList } from '@revenue/billing-core/saved-views';
import { trpc } from '../api/trpc.ts';

const KEPT = { staleTime: 60_000 };

/** Every view that the member can choose; asked for once, for the menus of the lists and the navigation alike. */
export function useSavedViews(list?: ViewedList) {
  const views = trpc.saved_views.list.useQuery({}, KEPT);
  const all = views.data?.data ?? [];
  return { views: all.filter((view) => list === undefined || view.list === list), known: !views.isPending };
}

/** Where a list opens by default, asked for until it is known: whoever is quicker than the answer waits for it. */
export function useDefaultView(): (list: ViewedList) => Promise<Record<string, string> | undefined> {
  const cache = trpc.useUtils();
  return async (list) => {
    const views = await cache.saved_views.list.fetch({}, KEPT).catch(() => ({ data: [] }));
    return views.data.find((view) => view.is_default && view.list === list)?.search;
  };
}
