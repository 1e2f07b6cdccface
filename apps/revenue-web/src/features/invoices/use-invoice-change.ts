import { trpc } from '../../api/trpc.ts';
import { toast } from '../../ui/toast.tsx';

/** A change of an invoice; every list and figure that shows it is asked for again. */
export function useInvoiceChange(done: string, onDone: () => void) {
  const cache = trpc.useUtils();
  return trpc.invoices.update.useMutation({
    onSuccess: async (invoice) => {
      toast.done(done, invoice.invoice_number);
      onDone();
      await Promise.all([cache.invoices.invalidate(), cache.customers.invalidate(), cache.overview.invalidate()]);
    },
  });
}
