import type { CreateCreditNote } from '@revenue/billing-core/credit-notes';
import type { UseFormReturn } from 'react-hook-form';
import { emptyItem, type InvoiceValues } from '../invoices/editor/invoice-values.ts';
import { toWire } from '../invoices/editor/to-wire.ts';

/** A credit note of no invoice has the lines of one, and says why and where the money goes. */
export type StandaloneValues = Pick<InvoiceValues, 'customer_id' | 'issue_date' | 'notes' | 'items'> & {
  reason: string;
  disposition: CreateCreditNote['disposition'];
};

export type StandaloneFormState = UseFormReturn<StandaloneValues, unknown, CreateCreditNote>;

export const newStandalone = (customerId: string | undefined): StandaloneValues => ({
  customer_id: customerId ?? '',
  issue_date: '',
  notes: '',
  items: [emptyItem],
  reason: '',
  disposition: 'account_credit',
});

/** What is sent of the form, and which line of the form each item is. */
export function sentStandalone({ reason, disposition, ...values }: StandaloneValues, taxName: string | null) {
  const { sent, lines } = toWire({ ...values, ...NO_INVOICE }, taxName);
  const { customer_id, issue_date, notes, items } = sent;
  return { sent: { customer_id, issue_date, notes, items, disposition, reason: reason || undefined }, lines };
}

/** What only an invoice has. */
const NO_INVOICE = { due_date: '', purchase_order_number: '', terms: '', discount: '', prices_include_tax: false };
