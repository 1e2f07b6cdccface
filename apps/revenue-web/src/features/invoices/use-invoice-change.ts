import { readProblem } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { toast } from '../../ui/toast.tsx';

/** A change of an invoice; every list and figure that shows it is asked for again. */
export function useInvoiceChange(done: string, onDone: () => void) {
  const cache = trpc.useUtils();
  return trpc.invoices.update.useMutation({
    // Somebody else was faster: what is on the page is not what is there, so it is read again.
    onError: (error) => {
      if (readProblem(error).code === 'version_conflict') void cache.invoices.invalidate();
    },
    onSuccess: async (invoice) => {
      toast.done(done, invoice.invoice_number);
      onDone();
      await Promise.all([cache.invoices.invalidate(), cache.customers.invalidate(), cache.overview.invalidate()]);
    },
  });
}
