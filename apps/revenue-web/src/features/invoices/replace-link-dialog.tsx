import type { Invoice } from '@revenue/billing-core/invoices';
import { trpc } from '../../api/trpc.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

export function ReplaceLinkDialog({
  invoice,
  open,
  onClose,
}: {
  invoice: Invoice;
  open: boolean;
  onClose: () => void;
}) {
  const cache = trpc.useUtils();
  const replace = trpc.invoices.replace_link.useMutation({
    onSuccess: async () => {
      toast.done('There is a new public link', 'Links that were sent before open nothing any more.');
      onClose();
      await cache.invoices.link.invalidate();
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Replace the public link of ${invoice.invoice_number}?`}
      confirmLabel="Replace the link"
      danger
      busy={replace.isPending}
      onConfirm={() => replace.mutate({ id: invoice.id })}
    >
      <p>
        The link of before stops working for everybody, in mails and PDFs that have gone out too. Send the invoice
        again, or give {invoice.customer.name} the new link.
      </p>
      <FormProblem error={replace.error} />
    </ConfirmDialog>
  );
}
