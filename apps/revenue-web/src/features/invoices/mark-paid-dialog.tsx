import type { Invoice } from '@revenue/billing-core/invoices';
import { useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { DateInput, Input } from '../../ui/input.tsx';
import { useInvoiceChange } from './use-invoice-change.ts';

export function MarkPaidDialog({ invoice, open, onClose }: { invoice: Invoice; open: boolean; onClose: () => void }) {
  const [paidOn, setPaidOn] = useState('');
  const [reference, setReference] = useState('');
  const format = useFormat();
  const change = useInvoiceChange('Payment recorded', onClose);
  const record = () =>
    change.mutate({
      id: invoice.id,
      version: invoice.version,
      status: 'paid',
      ...(paidOn ? { paid_on: paidOn } : {}),
      ...(reference.trim() ? { payment_reference: reference } : {}),
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Record a payment for ${invoice.invoice_number}`}
      confirmLabel={`Record ${format.money(invoice.amount_due, invoice.currency)}`}
      busy={change.isPending}
      onConfirm={record}
    >
      <p>
        {invoice.customer.name} has paid {format.money(invoice.amount_due, invoice.currency)} by bank transfer. Nothing
        is due afterwards.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Received on" hint="Empty means today.">
          <DateInput value={paidOn} onChange={(event) => setPaidOn(event.target.value)} />
        </Field>
        <Field label="Reference" hint="What the statement says." optional>
          <Input value={reference} onChange={(event) => setReference(event.target.value)} />
        </Field>
      </div>
      <FormProblem error={change.error} />
    </ConfirmDialog>
  );
}
