import type { Invoice } from '@revenue/billing-core/invoices';
import { useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Callout } from '../../ui/callout.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { voidWords } from './owed-words.ts';
import { useInvoiceChange } from './use-invoice-change.ts';

export function VoidDialog({ invoice, open, onClose }: { invoice: Invoice; open: boolean; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const format = useFormat();
  const change = useInvoiceChange('Invoice voided', onClose);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Void ${invoice.invoice_number}?`}
      confirmLabel={`Void ${format.money(invoice.total, invoice.currency)}`}
      danger
      busy={change.isPending}
      onConfirm={() => change.mutate({ id: invoice.id, version: invoice.version, status: 'void', void_reason: reason })}
    >
      <p>{voidWords(invoice, format)} The invoice keeps its number and stays in the books. This cannot be undone.</p>
      {invoice.items.some((item) => item.subscription_item_id !== null) ? (
        <Callout tone="warning" title="Its periods stay unbilled">
          This invoice bills periods of a subscription, and no run bills them again by itself. Choose “Void and bill
          again” for a new draft with the prices and usage of now.
        </Callout>
      ) : null}
      <Field label="Reason" required>
        <Textarea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} />
      </Field>
      <FormProblem error={change.error} />
    </ConfirmDialog>
  );
}
