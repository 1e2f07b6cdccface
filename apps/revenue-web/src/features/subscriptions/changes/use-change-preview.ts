import type { PreviewSubscriptionChange } from '@revenue/billing-core/subscriptions';
import { trpc } from '../../../api/trpc.ts';
import { useDelayed } from '../../../ui/use-delayed.ts';

/** What a deed would do, a moment after it has been chosen; `sent` is null while none is. */
export function useChangePreview(sent: object | null) {
  const asked = JSON.stringify(sent);
  const settled = useDelayed(asked, 250);
  const preview = trpc.subscriptions.preview_change.useQuery(JSON.parse(settled) as PreviewSubscriptionChange, {
    enabled: settled !== 'null',
    retry: false,
    placeholderData: (before) => before,
    staleTime: 0,
    gcTime: 0,
  });
  const { data, error, isFetching, isPlaceholderData } = preview;
  return {
    shown: sent === null || error ? undefined : data,
    error: sent === null ? null : error,
    /** It is the effect of what is chosen now. */
    isCurrent: settled === asked && !isFetching && !isPlaceholderData && !error,
  };
}
