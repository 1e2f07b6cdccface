import type { Discount, DiscountPolicy } from '../discounts/index.ts';
import { BillingError } from '../errors/index.ts';
import {
  currencyExponent,
  type DecimalLike,
  type Derivation,
  type RoundingPolicy,
  wholeFraction,
} from '../money/index.ts';
import type { TaxRate } from '../taxes/index.ts';
import { dueDate, type LocalDate } from '../time/index.ts';
import { type Amounts, type AmountsInput, type CashRounding, computeAmounts } from './compute-amounts.ts';
import { type DraftedTotals, draftTotals } from './draft-totals.ts';
import { entryAt } from './entry-at.ts';
import { explainAmounts } from './explain-amounts.ts';
import { type ItemTax, itemTaxes } from './item-taxes.ts';
import { type PricedItem, priceItem } from './price-item.ts';
import { walletsInOrder } from './wallets-in-order.ts';

type ItemFacts = {
  kind?: 'manual' | 'recurring' | 'usage' | 'one_time';
  description: string;
  product_id?: string | null;
  subscription_item_id?: string | null;
  service_start?: LocalDate | null;
  service_end?: LocalDate | null;
  /** Off this item only, before the discounts of the invoice. */
  discount?: Pick<Discount, 'type' | 'value'>;
  /** Percents, or rates with name, category and reason; none means no tax. */
  tax_rates?: readonly (DecimalLike | TaxRate)[];
  /** The price contains its tax; as the invoice says unless given. */
  tax_inclusive?: boolean;
};

/** An item to be priced here. */
export type ItemToPrice = ItemFacts & { quantity: DecimalLike; unit_price: DecimalLike };

/** An item that was rated already, such as a line of `planRenewal`. */
export type RatedItem = ItemFacts & {
  quantity: DecimalLike;
  unit_price: DecimalLike | null;
  /** Minor units. */
  amount: bigint;
  derivation: Derivation | null;
};

/** Prepaid money; the lower priority number pays first, then the given order. Minor units. */
export type InvoiceWallet = { id: string; balance: bigint; priority: number };

export type DraftInvoice = {
  currency: string;
  issue_date: LocalDate;
  payment_terms: string;
  /** From issue date and terms unless given. */
  due_date?: LocalDate;
  items: readonly (ItemToPrice | RatedItem)[];
  /** Off the whole invoice, after those of the items. `applies_to` names positions: "1" is the first item. */
  discounts?: readonly Discount[];
  /** How the discounts of the invoice are ordered and whether they build on each other. */
  discount_policy?: Pick<DiscountPolicy, 'order' | 'stacking'>;
  /** Whether prices contain their taxes; exclusive unless given. */
  prices?: 'exclusive' | 'inclusive';
  /** Account credits in minor units, in the order in which they pay; before wallets. */
  credits?: readonly bigint[];
  wallets?: readonly InvoiceWallet[];
  cash_rounding?: CashRounding;
  rounding: RoundingPolicy;
  /**
   * Which derivations are written: of the items (the default), of the totals as well, or none. An invoice without any is
   * computed several times faster.
   */
  explain?: 'items' | 'everything' | 'nothing';
};

/** Amounts in minor units. `discount_amount` and `tax_amount` of the items add up to the totals. */
export type DraftedItem = PricedItem & {
  discount_amount: bigint;
  /** The part of `discount_amount` that is the item's own; the rest is its share of the discounts of the invoice. */
  own_discount_amount: bigint;
  tax_amount: bigint;
  /** The amount contains its tax. */
  tax_inclusive: boolean;
  /** `tax_amount` by rate. */
  taxes: ItemTax[];
};

export type DraftedInvoice = DraftedTotals & {
  currency: string;
  issue_date: LocalDate;
  due_date: LocalDate;
  payment_terms: string;
  items: DraftedItem[];
  /**
   * How the amount due came about, with `explain: 'everything'`. Its steps `subtotal`, `discount_total`, `tax_total`,
   * `total` and `line_1_tax` explain those amounts; `derivationOf` takes one out.
   */
  derivation: Derivation | null;
};

/**
 * An invoice computed whole: items priced and rounded, discounts, taxes, totals, credits, due date. Pure: preview and
 * creation call the same function. Amounts in minor units; parts always add up to their totals.
 *
 * Order: items, their own discounts, the discounts of the invoice, taxes, credits, wallets, cash rounding. Each item, each
 * discount and each group of taxes is rounded once, in the mode of the policy.
 *
 * @throws BillingError validation_failed when the due date is before the issue date; invalid_terms, invalid_date,
 * unknown_currency, amount_out_of_range
 * @example
 * const invoice = draftInvoice({
 *   currency: 'USD',
 *   issue_date: '2026-01-11',
 *   payment_terms: 'net_30',
 *   rounding: DEFAULT_ROUNDING,
 *   items: [
 *     { description: 'CRM Pro - Monthly', quantity: '1', unit_price: '99.00', tax_rates: ['20'] },
 *     { description: 'Setup Fee', quantity: '1', unit_price: '199.00' },
 *   ],
 * });
 * [invoice.subtotal, invoice.tax_total, invoice.total, invoice.due_date] // [29800n, 1980n, 31780n, '2026-02-10']
 */
export function draftInvoice(input: DraftInvoice): DraftedInvoice {
  const { currency, issue_date, payment_terms, explain = 'items' } = input;
  const priced = input.items.map((item, index) => priceItem(item, index + 1, input, explain !== 'nothing'));
  const amountsInput = toAmountsInput(input, priced);
  const amounts = computeAmounts(amountsInput);
  const taxes = itemTaxes(amounts);
  const totals = draftTotals(input, amounts, taxes);
  return {
    ...totals,
    currency,
    issue_date,
    due_date: dueOn(input),
    payment_terms,
    items: draftItems(priced, amountsInput, amounts, taxes),
    derivation: explain === 'everything' ? explainAmounts(amountsInput, amounts, currency) : null,
  };
}

function draftItems(
  priced: readonly PricedItem[],
  { lines }: AmountsInput,
  amounts: Amounts,
  taxes: readonly ItemTax[][],
): DraftedItem[] {
  return priced.map((item, index) => ({
    ...item,
    discount_amount: entryAt(amounts.line_discounts, index).n,
    own_discount_amount: entryAt(amounts.item_discounts.line_discounts, index).n,
    tax_amount: entryAt(amounts.taxes.line_taxes, index),
    tax_inclusive: entryAt(lines, index).tax_inclusive,
    taxes: entryAt(taxes, index),
  }));
}

function toAmountsInput(input: DraftInvoice, priced: readonly PricedItem[]): AmountsInput {
  const { rounding, prices = 'exclusive', discounts = [], discount_policy = {} } = input;
  const lines = priced.map(({ amount, position }, index) => ({
    id: String(position),
    amount: wholeFraction(amount),
    tax_rates: input.items[index]?.tax_rates ?? [],
    tax_inclusive: input.items[index]?.tax_inclusive ?? prices === 'inclusive',
  }));
  const scale = currencyExponent(input.currency);
  return {
    lines,
    item_discounts: itemDiscounts(input),
    discounts,
    discount_policy: { scale, mode: rounding.mode, spread: 'largest_remainder', ...discount_policy },
    tax_policy: { mode: rounding.mode, rounding: rounding.tax },
    credits: [...(input.credits ?? []), ...walletsInOrder(input).map(({ balance }) => balance)].map(wholeFraction),
    cash_rounding: input.cash_rounding ?? null,
  };
}

function itemDiscounts({ items }: DraftInvoice): Discount[] {
  return items.flatMap(({ discount }, index) =>
    discount === undefined ? [] : [{ ...discount, applies_to: [String(index + 1)] }],
  );
}

function dueOn({ issue_date, due_date, payment_terms }: DraftInvoice): LocalDate {
  if (due_date === undefined) return dueDate(issue_date, payment_terms);
  if (due_date >= issue_date) return due_date;
  const message = `due_date ${due_date} is before issue_date ${issue_date}; choose a later one.`;
  throw new BillingError('validation_failed', message, { errors: [{ path: 'due_date', message }] });
}
