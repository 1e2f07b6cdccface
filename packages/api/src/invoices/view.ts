import type {
  Invoice,
  InvoiceItem,
  InvoiceItemTax,
  InvoiceStatus,
  InvoiceSummary,
  InvoiceTax,
} from '@revenue/billing-core/invoices';
import { Derivation, MAX_SIGNIFICANT_DIGITS, wireAmount, wireDecimal } from '@revenue/billing-core/money';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma } from '@revenue/db/database';
import { itemTaxesFromJson, type StoredItemTax, type StoredTax, taxTableFromJson } from './stored-tax.ts';

/** What a list row needs of the database. */
export const summaryInclude = {
  customer: { select: { id: true, name: true, company: true, email: true } },
} satisfies Prisma.InvoiceInclude;

/** What the whole invoice needs. */
export const invoiceInclude = {
  ...summaryInclude,
  items: { orderBy: { position: 'asc' } },
  replaces: { select: { id: true, invoice_number: true } },
  replaced_by: { select: { id: true, invoice_number: true }, orderBy: { id: 'asc' } },
  allocations: { include: { payment: true }, orderBy: { id: 'asc' } },
  credit_notes: {
    select: { id: true, credit_note_number: true, issue_date: true, reason: true, total: true, offset_amount: true },
    orderBy: { id: 'asc' },
  },
} satisfies Prisma.InvoiceInclude;

export type InvoiceSummaryRow = Prisma.InvoiceGetPayload<{ include: typeof summaryInclude }>;
export type InvoiceRow = Prisma.InvoiceGetPayload<{ include: typeof invoiceInclude }>;

export function toInvoiceSummary(row: InvoiceSummaryRow): InvoiceSummary {
  const amount = (minor: bigint) => wireAmount(minor, row.currency);
  return {
    id: row.id,
    external_id: row.external_id,
    invoice_number: row.invoice_number,
    customer_id: row.customer_id,
    customer: row.customer,
    billing_run_id: row.billing_run_id,
    import_id: row.import_id,
    status: row.status as InvoiceStatus,
    issue_date: fromDbDate(row.issue_date),
    due_date: fromDbDate(row.due_date),
    currency: row.currency,
    subtotal: amount(row.subtotal),
    discount: amount(row.discount_total),
    tax: amount(row.tax_total),
    total: amount(row.total),
    net_total: amount(row.total - row.tax_total),
    amount_paid: amount(row.amount_paid),
    amount_credited: amount(row.amount_credited),
    amount_account_credit: amount(row.amount_account_credit),
    amount_due: amount(row.amount_due),
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    sent_at: row.sent_at?.toISOString() ?? null,
  };
}

/** The totals of an invoice that is not read back, as a change of it tells them. */
export function toTotalsView(
  totals: { subtotal: bigint; discount_total: bigint; tax_total: bigint; total: bigint },
  currency: string,
): Pick<InvoiceSummary, 'subtotal' | 'discount' | 'tax' | 'total'> {
  return {
    subtotal: wireAmount(totals.subtotal, currency),
    discount: wireAmount(totals.discount_total, currency),
    tax: wireAmount(totals.tax_total, currency),
    total: wireAmount(totals.total, currency),
  };
}

export function toInvoiceView(row: InvoiceRow): Invoice {
  return {
    ...toInvoiceSummary(row),
    payment_terms: row.payment_terms,
    notes: row.notes,
    terms: row.terms,
    purchase_order_number: row.purchase_order_number,
    ...toAskedDiscountView(row, row.currency),
    prices_include_tax: row.prices_include_tax,
    taxes: taxTableFromJson(row.taxes).map((tax) => toTaxView(tax, row.currency)),
    metadata: row.metadata as Invoice['metadata'],
    items: row.items.map((item) => toItemView(item, row.currency)),
    payments: row.allocations.map(({ amount, payment }) => ({
      id: payment.id,
      method: payment.method,
      amount: wireAmount(amount, row.currency),
      received_on: fromDbDate(payment.received_on),
      reference: payment.reference,
    })),
    credit_notes: row.credit_notes.map(({ issue_date, total, offset_amount, ...note }) => ({
      ...note,
      issue_date: fromDbDate(issue_date),
      total: wireAmount(total, row.currency),
      amount_offset: wireAmount(offset_amount, row.currency),
    })),
    content_hash: row.content_hash,
    finalized_at: row.finalized_at?.toISOString() ?? null,
    paid_at: row.paid_at?.toISOString() ?? null,
    voided_at: row.voided_at?.toISOString() ?? null,
    void_reason: row.void_reason,
    billing_cycle_id: row.billing_cycle_id,
    replaces: row.replaces,
    replaced_by: row.replaced_by,
  };
}

type AskedDiscountRow = { percent_off: { toFixed(): string } | string | null; amount_off: bigint | null };

export function toAskedDiscountView(
  { percent_off, amount_off }: AskedDiscountRow,
  currency: string,
): Pick<Invoice, 'percent_off' | 'amount_off'> {
  const percent = typeof percent_off === 'string' ? percent_off : (percent_off?.toFixed() ?? null);
  return {
    percent_off: percent === null ? null : wireDecimal(percent),
    amount_off: amount_off === null ? null : wireAmount(amount_off, currency),
  };
}

export function toTaxView(tax: StoredTax, currency: string): InvoiceTax {
  const { rate, name, category, reason_code, reason } = tax;
  const amounts = { taxable: wireAmount(tax.taxable, currency), tax: wireAmount(tax.tax, currency) };
  return { percent: wireDecimal(rate), name, category, reason_code, reason, ...amounts };
}

export function toItemTaxView(tax: StoredItemTax, currency: string): InvoiceItemTax {
  return { ...toTaxView(tax, currency), compound: tax.compound };
}

function toItemView(item: InvoiceRow['items'][number], currency: string): InvoiceItem {
  const { service_start, service_end } = item;
  return {
    id: item.id,
    kind: item.kind as InvoiceItem['kind'],
    product_id: item.product_id,
    subscription_item_id: item.subscription_item_id,
    description: item.description,
    // A sum of usage may have more digits than JSON carries; the derivation has them all.
    quantity: item.quantity.toSignificantDigits(MAX_SIGNIFICANT_DIGITS).toNumber(),
    unit_price: item.unit_price === null ? null : wireDecimal(item.unit_price.toFixed()),
    ...toItemAmounts(item, itemTaxesFromJson(item.taxes), currency),
    service_period:
      service_start && service_end ? { start: fromDbDate(service_start), end: fromDbDate(service_end) } : null,
    released: item.released_at !== null,
    derivation: Derivation.parse(item.derivation),
  };
}

type ItemAmountsRow = AskedDiscountRow & {
  amount: bigint;
  discount_amount: bigint;
  own_discount_amount: bigint;
  tax_amount: bigint;
  tax_inclusive: boolean;
};

type ItemAmounts = Pick<
  InvoiceItem,
  'amount' | 'percent_off' | 'amount_off' | 'discount' | 'own_discount' | 'tax' | 'tax_inclusive' | 'taxes' | 'total'
>;

/** From the price to what the item costs in the end. */
export function toItemAmounts(item: ItemAmountsRow, taxes: readonly StoredItemTax[], currency: string): ItemAmounts {
  const { amount, discount_amount, own_discount_amount, tax_amount, tax_inclusive } = item;
  const on_top = tax_inclusive ? 0n : tax_amount;
  return {
    amount: wireAmount(amount, currency),
    ...toAskedDiscountView(item, currency),
    discount: wireAmount(discount_amount, currency),
    own_discount: wireAmount(own_discount_amount, currency),
    tax: wireAmount(tax_amount, currency),
    tax_inclusive,
    taxes: taxes.map((tax) => toItemTaxView(tax, currency)),
    total: wireAmount(amount - discount_amount + on_top, currency),
  };
}
