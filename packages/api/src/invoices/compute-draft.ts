import {
  type DraftedInvoice,
  draftInvoice,
  type ItemTax,
  type ItemToPrice,
  type RatedItem,
} from '@revenue/billing-core/invoices';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import type { TaxRate } from '@revenue/billing-core/taxes';
import { type AskedDiscount, toDiscounts } from './asked-discount.ts';
import type { InvoiceDraftRow, InvoiceItemRow } from './insert-invoices.ts';
import type { StoredItemTax } from './stored-tax.ts';

/** An item with what was said about its discount and its taxes. `kind`, product and the like are in `item`. */
export interface AskedItem extends AskedDiscount {
  item: ItemToPrice | RatedItem;
  tax_rates: readonly TaxRate[];
  /** The price contains its tax; as the invoice says unless given. */
  tax_inclusive?: boolean | undefined;
  /** The id it shall have, and the line that it gives back of. */
  id?: string | undefined;
  credits_item_id?: string | null | undefined;
}

export interface DraftTerms extends AskedDiscount {
  currency: string;
  issue_date: string;
  payment_terms: string;
  due_date?: string;
  prices_include_tax: boolean;
}

export type ComputedDraft = Pick<
  InvoiceDraftRow,
  | 'currency'
  | 'issue_date'
  | 'due_date'
  | 'payment_terms'
  | 'percent_off'
  | 'amount_off'
  | 'prices_include_tax'
  | 'subtotal'
  | 'discount_total'
  | 'tax_total'
  | 'tax_included'
  | 'total'
  | 'taxes'
  | 'items'
>;

/**
 * All figures of an invoice, ready to be stored: the one way from what was asked for to what is written, for invoices by
 * hand, billing runs, previews and edits alike.
 */
export function computeDraft(terms: DraftTerms, asked: readonly AskedItem[]): ComputedDraft {
  const { percent_off, amount_off, prices_include_tax, ...head } = terms;
  const drafted = draftInvoice({
    ...head,
    prices: prices_include_tax ? 'inclusive' : 'exclusive',
    discounts: toDiscounts(terms, terms.currency),
    rounding: DEFAULT_ROUNDING,
    items: asked.map((entry) => toItem(entry, terms.currency)),
  });
  const { currency, issue_date, due_date, payment_terms, subtotal, discount_total } = drafted;
  const { tax_total, tax_included, total, taxes } = drafted;
  return {
    currency,
    issue_date,
    due_date,
    payment_terms,
    percent_off,
    amount_off,
    prices_include_tax,
    subtotal,
    discount_total,
    tax_total,
    tax_included,
    total,
    taxes,
    items: drafted.items.map((item, at) => toItemRow(item, asked[at])),
  };
}

function toItem(asked: AskedItem, currency: string): ItemToPrice | RatedItem {
  const { item, tax_rates, tax_inclusive } = asked;
  const [discount] = toDiscounts(asked, currency);
  return {
    ...item,
    tax_rates,
    ...(discount === undefined ? {} : { discount }),
    ...(tax_inclusive === undefined ? {} : { tax_inclusive }),
  };
}

/** A computed item as it is stored: always with the explanation of its amount. */
function toItemRow(drafted: DraftedInvoice['items'][number], asked: AskedItem | undefined): InvoiceItemRow {
  const { position: _, taxes, derivation, ...item } = drafted;
  if (derivation === null || asked === undefined) throw new Error('an item was computed without its explanation');
  const { percent_off, amount_off, tax_rates, id, credits_item_id = null } = asked;
  return {
    ...item,
    id,
    credits_item_id,
    percent_off,
    amount_off,
    taxes: taxes.map((tax, at) => toItemTax(tax, tax_rates[at])),
    derivation,
  };
}

function toItemTax(tax: ItemTax, rate: TaxRate = { percent: '0' }): StoredItemTax {
  const { name = null, category = null, reason_code = null, reason = null } = rate;
  return { ...tax, rate: String(rate.percent), name, category, reason_code, reason };
}
