import type { DraftedInvoice } from '@revenue/billing-core/invoices';
import type { InvoiceItemRow } from './insert-invoices.ts';

/** A computed item as it is stored: always with the explanation of its amount. */
export function toItemRow({ position: _, derivation, ...item }: DraftedInvoice['items'][number]): InvoiceItemRow {
  if (derivation === null) throw new Error('an item was computed without its explanation');
  return { ...item, derivation };
}
