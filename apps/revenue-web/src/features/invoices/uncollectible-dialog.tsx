import type { Invoice } from '@revenue/billing-core/invoices';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useInvoiceChange } from './use-invoice-change.ts';

export function UncollectibleDialog({
  invoice,
  open,
  onClose,
}: {
  invoice: Invoice;
  open: boolean;
  onClose: () => void;
}) {
  const format = useFormat();
  const change = useInvoiceChange('Marked as uncollectible', onClose);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Give up ${invoice.invoice_number}?`}
      confirmLabel={`Give up ${format.money(invoice.amount_due, invoice.currency)}`}
      danger
      busy={change.isPending}
      onConfirm={() => change.mutate({ id: invoice.id, version: invoice.version, status: 'uncollectible' })}
    >
      <p>
        {format.money(invoice.amount_due, invoice.currency)} leaves what is expected to come in. If{' '}
        {invoice.customer.name} pays after all, it can still be recorded.
      </p>
      <FormProblem error={change.error} />
    </ConfirmDialog>
  );
}
