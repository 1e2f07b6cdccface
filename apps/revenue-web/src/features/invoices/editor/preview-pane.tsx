import type { Customer } from '@revenue/billing-core/customers';
import { CreateInvoice } from '@revenue/billing-core/invoices';
import { useCallback } from 'react';
import { trpc } from '../../../api/trpc.ts';
import { DocumentPreview } from './document-preview.tsx';
import type { InvoiceFormState, InvoiceValues } from './invoice-values.ts';
import { toWire } from './to-wire.ts';
import { useSettledForm } from './use-settled-form.ts';

type PreviewPaneProps = { form: InvoiceFormState; customer: Customer | undefined; taxName: string | null };

/** What would be asked of the server for the form as it stands; null while it is not complete enough to ask. */
function readRequest(values: InvoiceValues, taxName: string | null) {
  const items = values.items.filter((item) => item.description && item.unit_price);
  const parsed = CreateInvoice.safeParse(toWire({ ...values, items }, taxName).sent);
  return { sent: parsed.success ? parsed.data : null, notes: values.notes, terms: values.terms };
}

/** The document as it would be made now, a moment after typing has paused. */
export function PreviewPane({ form, customer, taxName }: PreviewPaneProps) {
  const read = useCallback((values: InvoiceValues) => readRequest(values, taxName), [taxName]);
  const { sent, notes, terms } = useSettledForm(form, 250, read);
  const preview = trpc.invoices.preview.useQuery(sent as never, {
    enabled: sent !== null,
    placeholderData: (before) => before,
    retry: false,
  });
  return (
    <DocumentPreview
      preview={preview.data}
      customer={customer}
      error={sent === null ? null : preview.error}
      notes={notes}
      terms={terms}
    />
  );
}
