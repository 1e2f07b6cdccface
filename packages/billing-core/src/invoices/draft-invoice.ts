import type { Discount } from '../discounts/index.ts';
import { BillingError } from '../errors/index.ts';
import {
  currencyExponent,
  type DecimalLike,
  type Derivation,
  decimalText,
  fromMinor,
  type RoundingPolicy,
  toMinor,
} from '../money/index.ts';
import { dueDate, type LocalDate } from '../time/index.ts';
import { computeTotals, type LineTotals, type Totals } from './compute-totals.ts';
import { lineAmount } from './line-amount.ts';

type ItemFacts = {
  kind?: 'manual' | 'recurring' | 'usage';
  description: string;
  product_id?: string | null;
  subscription_item_id?: string | null;
  service_start?: LocalDate | null;
  service_end?: LocalDate | null;
  /** Off this item only, before the discounts of the invoice. */
  discount?: Pick<Discount, 'type' | 'value'>;
  /** Percents; none for now means no tax. */
  tax_rates?: readonly DecimalLike[];
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

export type DraftInvoice = {
  currency: string;
  issue_date: LocalDate;
  payment_terms: string;
  /** From issue date and terms unless given. */
  due_date?: LocalDate;
  items: readonly (ItemToPrice | RatedItem)[];
  /** Off the whole invoice, in order. */
  discounts?: readonly Pick<Discount, 'type' | 'value'>[];
  rounding: RoundingPolicy;
};

/** Amounts in minor units. `discount_amount` and `tax_amount` of the items add up to the totals. */
export type DraftedItem = {
  position: number;
  kind: 'manual' | 'recurring' | 'usage';
  product_id: string | null;
  subscription_item_id: string | null;
  description: string;
  quantity: string;
  unit_price: string | null;
  amount: bigint;
  discount_amount: bigint;
  tax_amount: bigint;
  service_start: LocalDate | null;
  service_end: LocalDate | null;
  derivation: Derivation | null;
};

export type DraftedInvoice = {
  currency: string;
  issue_date: LocalDate;
  due_date: LocalDate;
  payment_terms: string;
  items: DraftedItem[];
  subtotal: bigint;
  discount_total: bigint;
  tax_total: bigint;
  total: bigint;
  /** The total while nothing is paid; an invoice below zero owes nothing. */
  amount_due: bigint;
};

/**
 * An invoice computed whole: items priced and rounded, discounts, taxes, totals, due date. Pure: preview and creation
 * call the same function.
 *
 * @throws BillingError validation_failed when the due date is before the issue date; invalid_terms, invalid_date,
 * unknown_currency, amount_out_of_range
 * @example one item of 1 x 99.00 and one of 1 x 199.00 USD, net_30 from 2026-01-11: total 29800n, due 2026-02-10
 */
export function draftInvoice(input: DraftInvoice): DraftedInvoice {
  const { currency, issue_date, payment_terms } = input;
  const items = input.items.map((item, index) => priceItem(item, index + 1, input));
  const totals = computeTotals({
    lines: items.map(({ amount }, index) => ({
      id: String(index),
      amount: fromMinor(amount, currency),
      tax_rates: input.items[index]?.tax_rates ?? [],
    })),
    discounts: allDiscounts(input),
    scale: currencyExponent(currency),
    mode: input.rounding.mode,
    tax_rounding: input.rounding.tax,
  });
  return {
    currency,
    issue_date,
    due_date: dueOn(input),
    payment_terms,
    items: items.map((item, index) => ({ ...item, ...lineParts(totals.lines[index], currency) })),
    ...minorTotals(totals, currency),
  };
}

function dueOn({ issue_date, due_date, payment_terms }: DraftInvoice): LocalDate {
  if (due_date === undefined) return dueDate(issue_date, payment_terms);
  if (due_date >= issue_date) return due_date;
  const message = `due_date ${due_date} is before issue_date ${issue_date}; choose a later one.`;
  throw new BillingError('validation_failed', message, { errors: [{ path: 'due_date', message }] });
}

function allDiscounts(input: DraftInvoice): Discount[] {
  const ofItems = input.items.flatMap(({ discount }, index) =>
    discount === undefined ? [] : [{ ...discount, applies_to: [String(index)] }],
  );
  return [...ofItems, ...(input.discounts ?? [])];
}

function priceItem(
  item: ItemToPrice | RatedItem,
  position: number,
  input: DraftInvoice,
): Omit<DraftedItem, 'discount_amount' | 'tax_amount'> {
  return {
    position,
    kind: item.kind ?? 'manual',
    product_id: item.product_id ?? null,
    subscription_item_id: item.subscription_item_id ?? null,
    description: item.description,
    quantity: decimalText(item.quantity),
    service_start: item.service_start ?? null,
    service_end: item.service_end ?? null,
    ...amountOf(item, input),
  };
}

function amountOf(
  item: ItemToPrice | RatedItem,
  input: DraftInvoice,
): Pick<DraftedItem, 'amount' | 'unit_price' | 'derivation'> {
  const unit_price = item.unit_price === null ? null : decimalText(item.unit_price);
  if ('amount' in item) return { amount: item.amount, unit_price, derivation: item.derivation };
  const { amount, derivation } = lineAmount(
    item.quantity,
    decimalText(item.unit_price),
    input.currency,
    input.rounding,
  );
  return { amount, unit_price, derivation };
}

function lineParts(
  line: LineTotals | undefined,
  currency: string,
): Pick<DraftedItem, 'discount_amount' | 'tax_amount'> {
  return { discount_amount: toMinor(line?.discount ?? '0', currency), tax_amount: toMinor(line?.tax ?? '0', currency) };
}

function minorTotals(totals: Totals, currency: string) {
  const total = toMinor(totals.total, currency);
  return {
    subtotal: toMinor(totals.subtotal, currency),
    discount_total: toMinor(totals.discount_total, currency),
    tax_total: toMinor(totals.tax_total, currency),
    total,
    amount_due: total > 0n ? total : 0n,
  };
}
