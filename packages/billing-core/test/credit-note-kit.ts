import { type CreditRequest, type DraftCreditNote, draftCreditNote } from '../src/credit-notes/index.ts';
import { type DraftInvoice, draftInvoice } from '../src/invoices/index.ts';
import { DEFAULT_ROUNDING } from '../src/money/index.ts';

type Item = DraftInvoice['items'][number];

/** An item, an invoice in euro and a credit note with nothing on them that a test does not say. */
export const item = (quantity: string, unit_price: string, more: object = {}): Item => ({
  description: 'x',
  quantity,
  unit_price,
  ...more,
});

export const draft = (items: Item[], more: Partial<DraftInvoice> = {}) =>
  draftInvoice({
    currency: 'EUR',
    issue_date: '2026-01-11',
    payment_terms: 'net_30',
    rounding: DEFAULT_ROUNDING,
    items,
    ...more,
  });

export const note = (
  invoice: DraftCreditNote['invoice'],
  credit: CreditRequest,
  more: Partial<Pick<DraftCreditNote, 'earlier' | 'rounding'>> = {},
) => draftCreditNote({ invoice, credit, rounding: { mode: 'half_up' }, ...more });

/** Ten seats and a set-up, taxed at two rates, with a discount on both. */
export const seats = draft([item('10', '12.50', { tax_rates: ['19'] }), item('1', '30', { tax_rates: ['7'] })], {
  discounts: [{ type: 'percent', value: '20' }],
});
