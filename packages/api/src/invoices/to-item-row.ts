import type { DraftedInvoice } from '@revenue/billing-core/invoices';
import type { InvoiceItemRow } from './insert-invoices.ts';

/** A computed item as it is stored: always with the explanation of its amount. Its tax is stored as one amount. */
export function toItemRow(drafted: DraftedInvoice['items'][number]): InvoiceItemRow {
  const { position: _, tax_inclusive: _inclusive, taxes: _taxes, derivation, ...item } = drafted;
  if (derivation === null) throw new Error('an item was computed without its explanation');
  return { ...item, derivation };
}
