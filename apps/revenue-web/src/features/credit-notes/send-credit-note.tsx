import type { CreditNote } from '@revenue/billing-core/credit-notes';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

/** Mails the credit note, after asking: a mail cannot be called back. */
export function SendCreditNote({ note }: { note: CreditNote }) {
  const [open, setOpen] = useState(false);
  const format = useFormat();
  const cache = trpc.useUtils();
  const send = trpc.credit_notes.send.useMutation({
    onSuccess: async () => {
      toast.done(`${note.credit_note_number} is on its way`, `To ${note.customer.email}`);
      setOpen(false);
      await cache.mails.invalidate();
    },
  });
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Send aria-hidden />
        Send
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Send ${note.credit_note_number}?`}
        confirmLabel="Send the credit note"
        busy={send.isPending}
        onConfirm={() => send.mutate({ id: note.id })}
      >
        <p className="break-words">
          {note.customer.name} gets it at {note.customer.email}, with its PDF:{' '}
          {format.money(note.credited_total, note.currency)} in their favour.
        </p>
        <FormProblem error={send.error} />
      </ConfirmDialog>
    </>
  );
}
