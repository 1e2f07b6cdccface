import type { LocalDate } from '../time/index.ts';
import { type CanonicalValue, canonicalJson } from './canonical-json.ts';
import type { DraftedTax } from './draft-totals.ts';
import type { ItemTax } from './item-taxes.ts';

/** What a final invoice says to its reader, and so what must never change. Amounts are minor units. */
export type FinalInvoiceContent = {
  invoice_number: string;
  currency: string;
  issue_date: LocalDate;
  due_date: LocalDate;
  payment_terms: string;
  seller: CanonicalValue;
  customer: CanonicalValue;
  items: readonly FinalItemContent[];
  subtotal: bigint;
  discount_total: bigint;
  tax_total: bigint;
  /** The part of the tax that the subtotal contains. */
  tax_included: bigint;
  total: bigint;
  /** The tax table. */
  taxes: readonly DraftedTax[];
  notes: string | null;
  terms: string | null;
  purchase_order_number: string | null;
};

export type FinalItemContent = {
  position: number;
  description: string;
  quantity: string;
  unit_price: string | null;
  amount: bigint;
  discount_amount: bigint;
  tax_amount: bigint;
  tax_inclusive: boolean;
  /** By row of the tax table. */
  taxes: readonly Pick<ItemTax, 'row' | 'taxable' | 'tax'>[];
  service_start: LocalDate | null;
  service_end: LocalDate | null;
};

/**
 * The text whose SHA-256 is the content hash of a final invoice (hashed by the caller: the core stays free of I/O and
 * platform). Only the named fields count, whatever else the object carries; status and payments are not content. Amounts are
 * minor units and written as text. Source: the order and form of the text are those of RFC 8785.
 * @example
 * const item = { position: 1, description: 'Setup', quantity: '1', unit_price: '199', amount: 19900n, discount_amount: 0n, tax_amount: 0n, tax_inclusive: false, taxes: [], service_start: null, service_end: null };
 * const dates = { issue_date: '2026-01-11', due_date: '2026-02-10', payment_terms: 'net_30' };
 * const amounts = { subtotal: 19900n, discount_total: 0n, tax_total: 0n, tax_included: 0n, total: 19900n, taxes: [] };
 * const texts = { notes: null, terms: null, purchase_order_number: null };
 * const final = { invoice_number: 'INV-2026-001', currency: 'USD', ...dates, ...amounts, ...texts, seller: { name: 'A' }, customer: { name: 'B' }, items: [item] };
 * contentHashInput(final).slice(0, 50) // '{"currency":"USD","customer":{"name":"B"},"discoun'
 * contentHashInput({ ...final, status: 'paid' }) === contentHashInput(final) // true
 * contentHashInput({ ...final, total: 19901n }) === contentHashInput(final) // false
 */
export function contentHashInput(invoice: FinalInvoiceContent): string {
  const { invoice_number, currency, issue_date, due_date, payment_terms, seller, customer } = invoice;
  const { subtotal, discount_total, tax_total, tax_included, total, notes, terms, purchase_order_number } = invoice;
  return canonicalJson({
    version: 2,
    invoice_number,
    currency,
    issue_date,
    due_date,
    payment_terms,
    seller,
    customer,
    items: invoice.items.map(itemContent),
    subtotal,
    discount_total,
    tax_total,
    tax_included,
    total,
    taxes: invoice.taxes.map(taxContent),
    notes,
    terms,
    purchase_order_number,
  });
}

function taxContent({ rate, name, category, reason_code, reason, taxable, tax }: DraftedTax): CanonicalValue {
  return { rate, name, category, reason_code, reason, taxable, tax };
}

function itemContent(item: FinalItemContent): CanonicalValue {
  const { position, description, quantity, unit_price, amount, discount_amount, tax_amount } = item;
  const { tax_inclusive, service_start, service_end } = item;
  return {
    position,
    description,
    quantity,
    unit_price,
    amount,
    discount_amount,
    tax_amount,
    tax_inclusive,
    taxes: item.taxes.map(({ row, taxable, tax }) => ({ row, taxable, tax })),
    service_start,
    service_end,
  };
}
