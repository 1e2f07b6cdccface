import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/trpc.ts';
import { toast } from '../../ui/toast.tsx';

/** Issues a credit note and shows it; whatever it changed is asked for anew. */
export function useIssueCreditNote() {
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  return trpc.credit_notes.create.useMutation({
    onSuccess: async (note) => {
      await Promise.all([
        cache.credit_notes.invalidate(),
        cache.invoices.invalidate(),
        cache.customers.invalidate(),
        cache.reports.invalidate(),
        cache.overview.invalidate(),
      ]);
      toast.done('Credit note issued', note.credit_note_number);
      await navigate({ to: '/credit-notes/$creditNoteId', params: { creditNoteId: note.id } });
    },
  });
}
