import type { Discount, DiscountPolicy } from '../discounts/index.ts';
import { type Decimal, type DecimalLike, fractionToDecimal, type RoundingMode, toFraction } from '../money/index.ts';
import type { TaxPolicy, TaxRate } from '../taxes/index.ts';
import { type Amounts, type CashRounding, computeAmounts } from './compute-amounts.ts';

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
 */
export function computeTotals(input: TotalsInput): Totals {
  const { scale, mode, discount_order: order = 'in_order', discount_stacking: stacking = 'sequential' } = input;
  const amounts = computeAmounts({
    lines: input.lines.map(({ id, amount, tax_rates, tax_inclusive = false }) => ({
      id,
      amount: toFraction(amount, scale),
      tax_rates,
      tax_inclusive,
    })),
    item_discounts: [],
    discounts: input.discounts ?? [],
    discount_policy: { scale, mode, spread: input.discount_spread ?? 'largest_remainder', order, stacking },
    tax_policy: { mode, rounding: input.tax_rounding },
    credits: (input.credits ?? []).map((credit) => toFraction(credit, scale)),
    cash_rounding: input.cash_rounding ?? null,
  });
  return inMajorUnits(input, amounts);
}

function inMajorUnits({ lines, scale, discounts = [] }: TotalsInput, amounts: Amounts): Totals {
  const exact = (value: Parameters<typeof fractionToDecimal>[0]) => fractionToDecimal(value, scale);
  const whole = (units: bigint) => exact({ n: units, d: 1n });
  const total = exact(amounts.total);
  const tax_total = whole(amounts.taxes.total);
  const taken = new Map(amounts.discounts.applied.map(({ index, amount }) => [index, exact(amount)]));
  return {
    subtotal: exact(amounts.subtotal),
    discount_total: exact(amounts.discount_total),
    net_total: total.minus(tax_total),
    tax_total,
    total,
    credits_applied: amounts.credits_applied.map(exact),
    cash_rounding: exact(amounts.rounding),
    amount_due: exact(amounts.due),
    discounts_applied: discounts.map((_discount, index) => taken.get(index) ?? whole(0n)),
    tax_by_rate: amounts.taxes.by_rate.map(({ rate, taxable, tax }) => ({
      rate,
      taxable: exact(taxable),
      tax: whole(tax),
    })),
    lines: lines.map(({ id, amount }, index) => lineTotals(id, amount, index, amounts, scale)),
  };
}

function lineTotals(id: string, amount: DecimalLike, index: number, amounts: Amounts, scale: number): LineTotals {
  const { line_discounts, taxable, taxes } = amounts;
  const exact = (value = toFraction('0')) => fractionToDecimal(value, scale);
  return {
    id,
    amount: exact(toFraction(amount, scale)),
    discount: exact(line_discounts[index]),
    taxable: exact(taxable[index]),
    tax: exact({ n: taxes.line_taxes[index] ?? 0n, d: 1n }),
    exact_tax: exact(taxes.exact_line_taxes[index]),
  };
}
