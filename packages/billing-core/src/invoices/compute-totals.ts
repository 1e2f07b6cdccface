import type { Discount, DiscountPolicy } from '../discounts/index.ts';
import {
  type Decimal,
  type DecimalLike,
  fractionToDecimal,
  fromUnits,
  NO_FRACTION,
  type RoundingMode,
  subtractFractions,
  toFraction,
  wholeFraction,
} from '../money/index.ts';
import type { TaxPolicy, TaxRate } from '../taxes/index.ts';
import {
  type Amounts,
  type AmountsInput,
  type AmountsLine,
  type CashRounding,
  computeAmounts,
} from './compute-amounts.ts';
import { entryAt } from './entry-at.ts';

export type TotalsInput = {
  lines: readonly {
    id: string;
    amount: DecimalLike;
    tax_rates: readonly (DecimalLike | TaxRate)[];
    /** The amount contains its tax. */
    tax_inclusive?: boolean;
  }[];
  discounts?: readonly Discount[];
  /** Credits and wallets in order, in major units: they pay the total, tax included. */
  credits?: readonly DecimalLike[];
  scale: number;
  mode: RoundingMode;
  tax_rounding: TaxPolicy['rounding'];
  discount_spread?: DiscountPolicy['spread'];
  discount_order?: DiscountPolicy['order'];
  discount_stacking?: DiscountPolicy['stacking'];
  cash_rounding?: CashRounding;
};

export type LineTotals = {
  id: string;
  amount: Decimal;
  discount: Decimal;
  taxable: Decimal;
  tax: Decimal;
  exact_tax: Decimal;
};

/** Exact decimals in major units. */
export type Totals = {
  subtotal: Decimal;
  discount_total: Decimal;
  /** Without tax. */
  net_total: Decimal;
  tax_total: Decimal;
  /** With tax, before credits. */
  total: Decimal;
  credits_applied: Decimal[];
  cash_rounding: Decimal;
  amount_due: Decimal;
  discounts_applied: Decimal[];
  tax_by_rate: { rate: string; taxable: Decimal; tax: Decimal }[];
  lines: LineTotals[];
};

/**
 * The totals of an invoice in major units, in this order everywhere: lines, discounts, tax on the discounted amounts,
 * then credits against the total with tax, then cash rounding. `draftInvoice` is the same calculation on minor units.
 *
 * Percents of discounts are rounded at `scale`, tax where `tax_rounding` says, everything else is exact. Line amounts may be
 * finer than `scale` and stay so. Source: EN 16931 for tax on each rate, Lago for tax on the document.
 *
 * @throws BillingError validation_failed when an amount or a rate is not a decimal
 * @example
 * const totals = computeTotals({
 *   lines: [{ id: 'a', amount: '30', tax_rates: [] }, { id: 'b', amount: '70', tax_rates: [] }],
 *   discounts: [{ type: 'percent', value: '10' }],
 *   credits: ['20'],
 *   scale: 2,
 *   mode: 'half_up',
 *   tax_rounding: 'per_rate',
 * });
 * [totals.subtotal, totals.discount_total, totals.total, totals.amount_due] // ['100', '10', '90', '70']
 * @example
 * const lines = ['0.335', '0.335', '0.335'].map((amount, id) => ({ id, amount, tax_rates: ['19'] }));
 * const tax = (tax_rounding) => computeTotals({ lines, scale: 2, mode: 'half_up', tax_rounding }).tax_total;
 * [tax('per_line'), tax('per_rate')] // ['0.18', '0.19']
 */
export function computeTotals(input: TotalsInput): Totals {
  const asked = toAmountsInput(input);
  return inMajorUnits(asked, computeAmounts(asked));
}

function toAmountsInput({ lines, credits = [], scale, mode, ...input }: TotalsInput): AmountsInput {
  const { discount_order: order = 'in_order', discount_stacking: stacking = 'sequential' } = input;
  return {
    lines: lines.map(({ id, amount, tax_rates, tax_inclusive = false }) => ({
      id,
      amount: toFraction(amount, scale),
      tax_rates,
      tax_inclusive,
    })),
    item_discounts: [],
    discounts: input.discounts ?? [],
    discount_policy: { scale, mode, spread: input.discount_spread ?? 'largest_remainder', order, stacking },
    tax_policy: { mode, rounding: input.tax_rounding },
    credits: credits.map((credit) => toFraction(credit, scale)),
    cash_rounding: input.cash_rounding ?? null,
  };
}

function inMajorUnits({ lines, discounts, discount_policy }: AmountsInput, amounts: Amounts): Totals {
  const { scale } = discount_policy;
  const total = fractionToDecimal(amounts.total, scale);
  const tax_total = fromUnits(amounts.taxes.total, scale);
  return {
    subtotal: fractionToDecimal(amounts.subtotal, scale),
    discount_total: fractionToDecimal(amounts.discount_total, scale),
    net_total: fractionToDecimal(subtractFractions(amounts.total, wholeFraction(amounts.taxes.total)), scale),
    tax_total,
    total,
    credits_applied: amounts.credits_applied.map((credit) => fractionToDecimal(credit, scale)),
    cash_rounding: fractionToDecimal(amounts.rounding, scale),
    amount_due: fractionToDecimal(amounts.due, scale),
    discounts_applied: discountsApplied(discounts, amounts, scale),
    tax_by_rate: amounts.taxes.by_rate.map(({ rate, taxable, tax }) => ({
      rate,
      taxable: fractionToDecimal(taxable, scale),
      tax: fromUnits(tax, scale),
    })),
    lines: lines.map((line, index) => lineTotals(line, index, amounts, scale)),
  };
}

function discountsApplied(
  discounts: readonly Discount[],
  { discounts: { applied } }: Amounts,
  scale: number,
): Decimal[] {
  const taken = discounts.map(() => NO_FRACTION);
  for (const { index, amount } of applied) taken[index] = amount;
  return taken.map((amount) => fractionToDecimal(amount, scale));
}

function lineTotals(
  { id, amount }: AmountsLine,
  index: number,
  { line_discounts, taxable, taxes }: Amounts,
  scale: number,
): LineTotals {
  return {
    id,
    amount: fractionToDecimal(amount, scale),
    discount: fractionToDecimal(entryAt(line_discounts, index), scale),
    taxable: fractionToDecimal(entryAt(taxable, index), scale),
    tax: fromUnits(entryAt(taxes.line_taxes, index), scale),
    exact_tax: fractionToDecimal(entryAt(taxes.exact_line_taxes, index), scale),
  };
}
