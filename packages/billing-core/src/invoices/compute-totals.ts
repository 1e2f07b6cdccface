import { applyDiscounts, type Discount, type DiscountPolicy } from '../discounts/index.ts';
import { Decimal, type DecimalLike, parseDecimal, type RoundingMode } from '../money/index.ts';
import { computeTaxes, type TaxByRate, type TaxPolicy } from '../taxes/index.ts';

export type TotalsInput = {
  lines: readonly { id: string; amount: DecimalLike; tax_rates: readonly DecimalLike[] }[];
  discounts?: readonly Discount[];
  /** Credits and wallets in order, in major units: they pay the total, tax included. */
  credits?: readonly DecimalLike[];
  scale: number;
  mode: RoundingMode;
  tax_rounding: TaxPolicy['rounding'];
  discount_spread?: DiscountPolicy['spread'];
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
  net_total: Decimal;
  tax_total: Decimal;
  /** With tax, before credits. */
  total: Decimal;
  credits_applied: Decimal[];
  amount_due: Decimal;
  discounts_applied: Decimal[];
  tax_by_rate: TaxByRate[];
  lines: LineTotals[];
};

/**
 * The totals of an invoice, in this order everywhere: lines, discounts, tax on the discounted amounts, then credits
 * against the total with tax.
 *
 * @example lines 30 and 70, 10 % off, a credit of 20: subtotal 100, discount 10, total 90, amount due 70
 */
export function computeTotals(input: TotalsInput): Totals {
  const { scale, mode } = input;
  const lines = input.lines.map(({ id, amount }) => ({ id, amount: parseDecimal(amount) }));
  const subtotal = Decimal.sum(0, ...lines.map((line) => line.amount));
  const spread = input.discount_spread ?? 'largest_remainder';
  const discounts = applyDiscounts(lines, input.discounts ?? [], { scale, mode, spread });
  const taxable = lines.map((line, index) => line.amount.minus(discounts.line_discounts[index] ?? 0));
  const taxes = computeTaxes(
    taxable.map((amount, index) => ({ taxable: amount, tax_rates: input.lines[index]?.tax_rates ?? [] })),
    { scale, mode, rounding: input.tax_rounding },
  );
  const netTotal = subtotal.minus(discounts.total);
  const total = netTotal.plus(taxes.total);
  const credits = applyCredits(total, input.credits ?? []);
  return {
    subtotal,
    discount_total: discounts.total,
    net_total: netTotal,
    tax_total: taxes.total,
    total,
    credits_applied: credits.applied,
    amount_due: credits.remaining,
    discounts_applied: discounts.applied,
    tax_by_rate: taxes.by_rate,
    lines: lines.map((line, index) => ({
      ...line,
      discount: discounts.line_discounts[index] ?? new Decimal(0),
      taxable: taxable[index] ?? line.amount,
      tax: taxes.line_taxes[index] ?? new Decimal(0),
      exact_tax: taxes.exact_line_taxes[index] ?? new Decimal(0),
    })),
  };
}

/** Each credit pays up to what is left; a total that is not above zero takes none. */
export function applyCredits(
  total: Decimal,
  credits: readonly DecimalLike[],
): { applied: Decimal[]; remaining: Decimal } {
  let remaining = total;
  const applied = credits.map((credit) => {
    const amount = Decimal.max(0, Decimal.min(parseDecimal(credit), remaining));
    remaining = remaining.minus(amount);
    return amount;
  });
  return { applied, remaining };
}
