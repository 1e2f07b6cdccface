import { type CanonicalValue, canonicalJson } from '../invoices/index.ts';
import type { LocalDate } from '../time/index.ts';

/** What a credit note says to its reader, and so what never changes. Amounts are minor units. */
export type CreditNoteContent = {
  credit_note_number: string;
  /** The number of the invoice that it takes back. */
  invoice_number: string | null;
  currency: string;
  issue_date: LocalDate;
  reason: string;
  notes: string | null;
  seller: CanonicalValue;
  customer: CanonicalValue;
  items: readonly {
    description: string;
    quantity: string | null;
    unit_price: string | null;
    /** Days and units that are given back; they count where there are some, so that hashes of before stay as they are. */
    service_start?: LocalDate | null;
    service_end?: LocalDate | null;
    service_quantity?: string | null;
    amount: bigint;
    discount_amount: bigint;
    tax_amount: bigint;
  }[];
  subtotal: bigint;
  discount_total: bigint;
  tax_total: bigint;
  total: bigint;
};

/**
 * The text whose SHA-256 is the content hash of a credit note, in the form of that of an invoice. Only the named fields
 * count, whatever else the object carries.
 *
 * @example
 * const item = { description: 'Setup', quantity: '1', unit_price: '199', amount: 19900n, discount_amount: 0n, tax_amount: 0n };
 * const amounts = { subtotal: 19900n, discount_total: 0n, tax_total: 0n, total: 19900n };
 * const head = { credit_note_number: 'CN-2026-001', invoice_number: null, currency: 'USD', issue_date: '2026-01-11' };
 * const note = { ...head, ...amounts, reason: 'Mistake', notes: null, seller: { name: 'A' }, customer: { name: 'B' }, items: [item] };
 * creditNoteHashInput(note).slice(0, 36) // '{"credit_note_number":"CN-2026-001",'
 * creditNoteHashInput({ ...note, total: 19901n }) === creditNoteHashInput(note) // false
 * const undated = { ...item, service_start: null, service_end: null, service_quantity: null };
 * creditNoteHashInput({ ...note, items: [undated] }) === creditNoteHashInput(note) // true
 * const dated = { ...item, service_start: '2026-01-01', service_end: '2026-02-01' };
 * creditNoteHashInput({ ...note, items: [dated] }) === creditNoteHashInput(note) // false
 */
export function creditNoteHashInput(note: CreditNoteContent): string {
  const { credit_note_number, invoice_number, currency, issue_date, reason, notes, seller, customer } = note;
  const { subtotal, discount_total, tax_total, total } = note;
  return canonicalJson({
    version: 1,
    credit_note_number,
    invoice_number,
    currency,
    issue_date,
    reason,
    notes,
    seller,
    customer,
    items: note.items.map((item) => ({
      description: item.description,
      quantity: item.quantity,
      unit_price: item.unit_price,
      amount: item.amount,
      discount_amount: item.discount_amount,
      tax_amount: item.tax_amount,
      ...serviceOf(item),
    })),
    subtotal,
    discount_total,
    tax_total,
    total,
  });
}

function serviceOf({ service_start, service_end, service_quantity }: CreditNoteContent['items'][number]) {
  return {
    ...(service_start && service_end ? { service_start, service_end } : {}),
    ...(service_quantity ? { service_quantity } : {}),
  };
}
