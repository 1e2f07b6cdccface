import type { Invoice } from '@revenue/billing-core/invoices';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { sendWords } from './owed-words.ts';

/** Asks before a mail leaves: it cannot be called back, and a draft cannot be changed afterwards. */
export function SendDialog({ invoice, open, onClose }: { invoice: Invoice; open: boolean; onClose: () => void }) {
  const format = useFormat();
  const cache = trpc.useUtils();
  const send = trpc.invoices.send.useMutation({
    onSuccess: async () => {
      toast.done(`${invoice.invoice_number} is on its way`, `To ${invoice.customer.email}`);
      onClose();
      await Promise.all([cache.invoices.invalidate(), cache.mails.invalidate(), cache.customers.invalidate()]);
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Send ${invoice.invoice_number}${invoice.sent_at === null ? '' : ' again'}?`}
      confirmLabel={`Send ${format.money(invoice.total, invoice.currency)}`}
      busy={send.isPending}
      onConfirm={() => send.mutate({ id: invoice.id })}
    >
      <p className="break-words">{sendWords(invoice, format)}</p>
      <FormProblem error={send.error} />
    </ConfirmDialog>
  );
}
