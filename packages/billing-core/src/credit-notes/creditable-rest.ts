import type { CreditableInvoice, EarlierCredit } from './credit-note.ts';
import { restOfInvoice } from './rest-of-invoice.ts';

/** What may still be credited, in the measures of a `CreditedPart`. Minor units, with the sign of the item. */
export type CreditableRest = {
  items: { position: number; quantity: string; amount: bigint; total: bigint }[];
  /** Of the invoice, without its cash rounding. */
  total: bigint;
  /** Goes back with the credit note that leaves nothing. */
  cash_rounding: bigint;
};

/**
 * What earlier credit notes have left of an invoice: what a form offers, and the most that `draftCreditNote` takes.
 *
 * @throws BillingError validation_failed when an earlier credit note is of another invoice
 * @example
 * const invoice = draftInvoice({
 *   currency: 'EUR',
 *   issue_date: '2026-01-11',
 *   payment_terms: 'net_30',
 *   rounding: DEFAULT_ROUNDING,
 *   items: [{ description: 'Seat', quantity: '3', unit_price: '10', tax_rates: ['20'] }],
 * });
 * const credit = { items: [{ position: 1, quantity: '1' }] };
 * const one = draftCreditNote({ invoice, credit, rounding: { mode: 'half_up' } });
 * creditableRest(invoice, [one]).items // [{ position: 1, quantity: '2', amount: 2000n, total: 2400n }]
 */
export function creditableRest(invoice: CreditableInvoice, earlier: readonly EarlierCredit[]): CreditableRest {
  const { items, total, cash_rounding } = restOfInvoice(invoice, earlier);
  return {
    items: items.map(({ item, quantity, left, total: ofItem }) => ({
      position: item.position,
      quantity: quantity.toFixed(),
      amount: left.amount,
      total: ofItem,
    })),
    total,
    cash_rounding,
  };
}
