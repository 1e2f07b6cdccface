import type { PreviewSubscriptionChange } from '@revenue/billing-core/subscriptions';
import { useState } from 'react';
import { trpc } from '../../../api/trpc.ts';
import { useDelayed } from '../../../ui/use-delayed.ts';
import { previewState } from './preview-state.ts';

/**
 * What a deed would do, a moment after it has been chosen; `sent` is null while none is. `refused` is why the server did
 * not do it; it is told for as long as what was tried is what is chosen.
 */
export function useChangePreview(sent: object | null, refused: unknown) {
  const asked = JSON.stringify(sent);
  const settled = useDelayed(asked, 250);
  const [tried, setTried] = useState('');
  const { data, error, isFetching } = trpc.subscriptions.preview_change.useQuery(
    JSON.parse(settled) as PreviewSubscriptionChange,
    { enabled: settled !== 'null', retry: false, staleTime: 0, gcTime: 0 },
  );
  const state = previewState({ asked, settled, data, error, isFetching });
  return {
    ...state,
    error: (tried === asked ? refused : null) ?? state.error,
    /** What is chosen now is sent to be done. */
    onTry: () => setTried(asked),
  };
}
