import { trpc } from '../../../api/trpc.ts';
import { toast } from '../../../ui/toast.tsx';

/** Once something is done with a subscription: it is said, the panel closes, and what has changed is read again. */
export function useDeedDone(words: string, onClose: () => void) {
  const cache = trpc.useUtils();
  return async () => {
    toast.done(words);
    onClose();
    await Promise.all([cache.subscriptions.invalidate(), cache.invoices.invalidate(), cache.customers.invalidate()]);
  };
}
