import type { CreditDisposition } from '@revenue/billing-core/credit-notes';
import type { ComputedDraft } from '../invoices/compute-draft.ts';
import type { CreditNoteDraft } from './insert-credit-notes.ts';

type Figures = Pick<
  CreditNoteDraft,
  | 'currency'
  | 'issue_date'
  | 'subtotal'
  | 'discount_total'
  | 'tax_total'
  | 'tax_included'
  | 'total'
  | 'cash_rounding'
  | 'taxes'
  | 'offset_amount'
  | 'refund_amount'
  | 'account_credit_amount'
  | 'derivation'
  | 'items'
>;

/** What was computed like an invoice, as a credit note that takes none back: all of it is the customer's. */
export function standaloneFigures(draft: ComputedDraft, disposition: CreditDisposition): Figures {
  const { currency, issue_date, subtotal, discount_total, tax_total, tax_included, total, taxes, items } = draft;
  return {
    currency,
    issue_date,
    subtotal,
    discount_total,
    tax_total,
    tax_included,
    total,
    cash_rounding: 0n,
    taxes,
    offset_amount: 0n,
    refund_amount: disposition === 'refund' ? total : 0n,
    account_credit_amount: disposition === 'refund' ? 0n : total,
    derivation: null,
    items: items.map((item) => ({
      invoice_position: null,
      product_id: item.product_id,
      description: item.description,
      quantity: item.quantity,
      unit_price: item.unit_price,
      service_start: item.service_start ?? null,
      service_end: item.service_end ?? null,
      service_quantity: null,
      amount: item.amount,
      discount_amount: item.discount_amount,
      tax_amount: item.tax_amount,
      tax_inclusive: item.tax_inclusive,
      taxes: item.taxes,
    })),
  };
}
