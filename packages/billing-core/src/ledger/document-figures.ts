import type { DraftedTax } from '../invoices/index.ts';
import { roundQuotient } from '../money/index.ts';
import type { DocumentLine, TaxPart } from './event-schema.ts';
import type { Recognizable } from './recognition/recognition-part.ts';

/** An item of an invoice (`draftInvoice`) or of a credit note (`draftCreditNote`). Minor units. */
export type PostedItem = { position: number; amount: bigint; discount_amount: bigint; tax_amount: bigint } & (
  | { tax_inclusive: boolean }
  | { total: bigint }
);

/** What the ledger needs of an invoice or credit note as it was drafted. Minor units. */
export type PostedDocument = {
  items: readonly PostedItem[];
  taxes: readonly DraftedTax[];
  total: bigint;
  cash_rounding: bigint;
};

export type DocumentTreatment = {
  /** To whom a tax is owed: the key of its account. */
  jurisdiction: (tax: DraftedTax) => string;
  /**
   * When an item is earned: the lines for it, which add up to the price that is handed in. Earned at once unless given. A
   * credited item that was earned in part is two lines.
   */
  lines?: (item: { position: number } & Recognizable) => DocumentLine[];
};

/**
 * The figures of a drafted invoice or credit note as its ledger event has them: lines without tax, taxes by jurisdiction,
 * and the total with its cash rounding. Where prices contain their tax, a discount is shown without it, rounded half up; the
 * price before discount takes the difference, so that what is earned is exact.
 *
 * @example
 * const invoice = draftInvoice({
 *   currency: 'EUR', issue_date: '2026-01-11', payment_terms: 'net_30', rounding: DEFAULT_ROUNDING, prices: 'inclusive',
 *   items: [{ description: 'Plan', quantity: '1', unit_price: '119.00', discount: { type: 'percent', value: '10' }, tax_rates: ['19'] }],
 * });
 * documentFigures(invoice, { jurisdiction: () => 'DE' }).lines // [{ amount: 10000n, discount: 1000n, recognition: 'at_once', category: null }]
 * documentFigures(invoice, { jurisdiction: () => 'DE' }).taxes // [{ jurisdiction: 'DE', amount: 1710n }]
 */
export function documentFigures(
  { items, taxes, total, cash_rounding }: PostedDocument,
  { jurisdiction, lines = earnedAtOnce }: DocumentTreatment,
): { lines: DocumentLine[]; taxes: TaxPart[]; cash_rounding: bigint; total: bigint } {
  return {
    lines: items.flatMap((item) => lines({ position: item.position, ...priceOf(item) })),
    taxes: taxes.map((tax) => ({ jurisdiction: jurisdiction(tax), amount: tax.tax })),
    cash_rounding,
    total: total + cash_rounding,
  };
}

function earnedAtOnce({ amount, discount }: Recognizable): DocumentLine[] {
  return [{ amount, discount, recognition: 'at_once', category: null }];
}

/** Without tax. */
function priceOf(item: PostedItem): Recognizable {
  const { amount, discount_amount, tax_amount } = item;
  const charged = amount - discount_amount;
  const total = 'total' in item ? item.total : item.tax_inclusive ? charged : charged + tax_amount;
  const net = total - tax_amount;
  const isAsPrinted = net === charged || charged === 0n;
  const discount = isAsPrinted ? discount_amount : roundQuotient(discount_amount * net, charged, 'half_up');
  return { amount: net + discount, discount };
}
