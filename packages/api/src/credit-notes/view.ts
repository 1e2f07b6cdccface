import type {
  CreditNote,
  CreditNoteItem,
  CreditNotePreview,
  CreditNoteSummary,
} from '@revenue/billing-core/credit-notes';
import { Derivation, wireAmount, wireDecimal } from '@revenue/billing-core/money';
import type { Metadata } from '@revenue/billing-core/wire';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma } from '@revenue/db/database';
import type { CreditNoteDraft } from './insert-credit-notes.ts';

/** What a list row needs of the database. */
export const summaryInclude = {
  customer: { select: { id: true, name: true, email: true } },
  invoice: { select: { id: true, invoice_number: true } },
} satisfies Prisma.CreditNoteInclude;

export const creditNoteInclude = {
  ...summaryInclude,
  items: { orderBy: { position: 'asc' } },
} satisfies Prisma.CreditNoteInclude;

type CreditNoteSummaryRow = Prisma.CreditNoteGetPayload<{ include: typeof summaryInclude }>;
export type CreditNoteRow = Prisma.CreditNoteGetPayload<{ include: typeof creditNoteInclude }>;

export function toCreditNoteSummary(row: CreditNoteSummaryRow): CreditNoteSummary {
  return {
    id: row.id,
    external_id: row.external_id,
    credit_note_number: row.credit_note_number,
    customer_id: row.customer_id,
    customer: row.customer,
    invoice_id: row.invoice_id,
    invoice: row.invoice,
    import_id: row.import_id,
    issue_date: fromDbDate(row.issue_date),
    currency: row.currency,
    reason: row.reason,
    ...toAmountsView(row),
    created_at: row.created_at.toISOString(),
  };
}

type Amounts = Pick<
  CreditNoteDraft,
  | 'currency'
  | 'subtotal'
  | 'discount_total'
  | 'tax_total'
  | 'total'
  | 'cash_rounding'
  | 'offset_amount'
  | 'refund_amount'
  | 'account_credit_amount'
>;

/** What a credit note comes to and where it goes, on the wire. */
export function toAmountsView(note: Amounts) {
  const amount = (minor: bigint) => wireAmount(minor, note.currency);
  return {
    subtotal: amount(note.subtotal),
    discount: amount(note.discount_total),
    tax: amount(note.tax_total),
    total: amount(note.total),
    credited_total: amount(note.total + note.cash_rounding),
    amount_offset: amount(note.offset_amount),
    amount_refundable: amount(note.refund_amount),
    amount_account_credit: amount(note.account_credit_amount),
  };
}

export function toCreditNoteView(row: CreditNoteRow): CreditNote {
  return {
    ...toCreditNoteSummary(row),
    notes: row.notes,
    metadata: row.metadata as Metadata,
    items: row.items.map((item): CreditNoteItem => {
      const amount = (minor: bigint) => wireAmount(minor, row.currency);
      return {
        id: item.id,
        invoice_position: item.invoice_position,
        product_id: item.product_id,
        description: item.description,
        quantity: item.quantity === null ? null : wireDecimal(item.quantity.toFixed()),
        unit_price: item.unit_price === null ? null : wireDecimal(item.unit_price.toFixed()),
        service_period: periodOf(
          item.service_start && fromDbDate(item.service_start),
          item.service_end && fromDbDate(item.service_end),
        ),
        service_quantity: item.service_quantity === null ? null : wireDecimal(item.service_quantity.toFixed()),
        amount: amount(item.amount),
        discount: amount(item.discount_amount),
        tax: amount(item.tax_amount),
      };
    }),
    content_hash: row.content_hash,
    derivation: row.derivation === null ? null : Derivation.parse(row.derivation),
  };
}

const periodOf = (start: string | null, end: string | null) => (start && end ? { start, end } : null);

export function toCreditNotePreview(draft: CreditNoteDraft): CreditNotePreview {
  const amount = (minor: bigint) => wireAmount(minor, draft.currency);
  return {
    issue_date: draft.issue_date,
    currency: draft.currency,
    items: draft.items.map((item) => ({
      invoice_position: item.invoice_position,
      product_id: item.product_id,
      description: item.description,
      quantity: item.quantity === null ? null : wireDecimal(item.quantity),
      unit_price: item.unit_price === null ? null : wireDecimal(item.unit_price),
      service_period: periodOf(item.service_start, item.service_end),
      service_quantity: item.service_quantity === null ? null : wireDecimal(item.service_quantity),
      amount: amount(item.amount),
      discount: amount(item.discount_amount),
      tax: amount(item.tax_amount),
    })),
    ...toAmountsView(draft),
  };
}
