import {
  type AppliedDiscounts,
  applyDiscounts,
  type Discount,
  type DiscountableLine,
  type DiscountPolicy,
} from '../discounts/index.ts';
import {
  addFractions,
  compareFractions,
  type DecimalLike,
  type Fraction,
  NO_FRACTION,
  type RoundingMode,
  roundQuotient,
  subtractFractions,
  wholeFraction,
} from '../money/index.ts';
import { type ComputedTaxes, computeTaxes, type TaxableLine, type TaxPolicy, type TaxRate } from '../taxes/index.ts';
import { entryAt } from './entry-at.ts';

export type AmountsLine = {
  id: string;
  amount: Fraction;
  tax_rates: readonly (DecimalLike | TaxRate)[];
  tax_inclusive: boolean;
};

/** Cash is paid in multiples of the smallest coin: 5 minor units in Switzerland, 10 in Sweden. */
export type CashRounding = { increment: bigint; mode: RoundingMode };

/** All amounts in minor units. */
export type AmountsInput = {
  lines: readonly AmountsLine[];
  /** Of single lines, in order; taken before all others. */
  item_discounts: readonly Discount[];
  discounts: readonly Discount[];
  discount_policy: DiscountPolicy;
  tax_policy: TaxPolicy;
  /** In the order in which they pay. */
  credits: readonly Fraction[];
  cash_rounding: CashRounding | null;
};

export type Amounts = {
  subtotal: Fraction;
  item_discounts: AppliedDiscounts;
  /** Of the invoice, on what those of the items leave. */
  discounts: AppliedDiscounts;
  discount_total: Fraction;
  line_discounts: Fraction[];
  taxable: Fraction[];
  taxes: ComputedTaxes;
  /** What is left of each line without its tax. */
  line_nets: Fraction[];
  /** Tax that is not contained in the lines. */
  tax_on_top: bigint;
  /** With tax, before credits. */
  total: Fraction;
  credits_applied: Fraction[];
  /** What credits leave. */
  remaining: Fraction;
  /** Added by cash rounding; below zero when the customer pays less. */
  rounding: Fraction;
  due: Fraction;
};

/**
 * The one calculation of an invoice: lines, discounts, tax on what they leave, total, credits and wallets, cash rounding.
 * Everything is an exact fraction of minor units until a policy rounds it.
 */
export function computeAmounts(input: AmountsInput): Amounts {
  const { lines } = input;
  const { item_discounts, discounts, discount_total, line_discounts, taxable } = discountLines(input);
  const taxes = computeTaxes(taxableLines(lines, taxable), input.tax_policy);
  const subtotal = sumAmounts(lines);
  const tax_on_top = taxOnTop(lines, taxes);
  const total = addFractions(subtractFractions(subtotal, discount_total), wholeFraction(tax_on_top));
  const { credits_applied, remaining } = applyCredits(total, input.credits);
  const due = roundCash(remaining, input.cash_rounding);
  return {
    subtotal,
    item_discounts,
    discounts,
    discount_total,
    line_discounts,
    taxable,
    taxes,
    line_nets: netsOf(lines, taxable, taxes),
    tax_on_top,
    total,
    credits_applied,
    remaining,
    rounding: subtractFractions(due, remaining),
    due,
  };
}

function sumAmounts(lines: readonly AmountsLine[]): Fraction {
  let sum = NO_FRACTION;
  for (const { amount } of lines) sum = addFractions(sum, amount);
  return sum;
}

function taxableLines(lines: readonly AmountsLine[], taxable: readonly Fraction[]): TaxableLine[] {
  return lines.map(({ tax_rates, tax_inclusive }, index) => ({
    taxable: entryAt(taxable, index),
    tax_rates,
    tax_inclusive,
  }));
}

function netsOf(lines: readonly AmountsLine[], taxable: readonly Fraction[], taxes: ComputedTaxes): Fraction[] {
  return taxable.map((amount, index) =>
    entryAt(lines, index).tax_inclusive
      ? subtractFractions(amount, wholeFraction(entryAt(taxes.line_taxes, index)))
      : amount,
  );
}

// A discount of an item is on that item alone; the order and stacking of the policy are those of the whole invoice.
const AS_GIVEN = { order: 'in_order', stacking: 'sequential' } as const;

type DiscountedLines = Pick<Amounts, 'item_discounts' | 'discounts' | 'discount_total' | 'line_discounts' | 'taxable'>;

function discountLines({ lines, item_discounts, discounts, discount_policy }: AmountsInput): DiscountedLines {
  const ofItems = applyDiscounts(lines, item_discounts, { ...discount_policy, ...AS_GIVEN });
  const left = item_discounts.length === 0 ? lines : leftOf(lines, ofItems);
  const ofInvoice = applyDiscounts(left, discounts, discount_policy);
  return {
    item_discounts: ofItems,
    discounts: ofInvoice,
    discount_total: addFractions(ofItems.total, ofInvoice.total),
    line_discounts: ofItems.line_discounts.map((own, index) =>
      addFractions(own, entryAt(ofInvoice.line_discounts, index)),
    ),
    taxable: ofInvoice.line_nets,
  };
}

function leftOf(lines: readonly AmountsLine[], { line_nets }: AppliedDiscounts): DiscountableLine[] {
  return lines.map(({ id }, index) => ({ id, amount: entryAt(line_nets, index) }));
}

function taxOnTop(lines: readonly AmountsLine[], { line_taxes }: ComputedTaxes): bigint {
  let sum = 0n;
  for (const [index, line] of lines.entries()) if (!line.tax_inclusive) sum += entryAt(line_taxes, index);
  return sum;
}

/** Each credit pays up to what is left; a total that is not above zero takes none. */
function applyCredits(total: Fraction, credits: readonly Fraction[]): Pick<Amounts, 'credits_applied' | 'remaining'> {
  let remaining = total;
  const credits_applied = credits.map((credit) => {
    if (credit.n <= 0n || remaining.n <= 0n) return NO_FRACTION;
    const amount = compareFractions(credit, remaining) < 0 ? credit : remaining;
    remaining = subtractFractions(remaining, amount);
    return amount;
  });
  return { credits_applied, remaining };
}

/** Only what is still to be paid is paid in coins; a balance in favour of the customer is kept to the minor unit. */
function roundCash(remaining: Fraction, policy: CashRounding | null): Fraction {
  if (policy === null || remaining.n <= 0n) return remaining;
  return wholeFraction(roundQuotient(remaining.n, remaining.d * policy.increment, policy.mode) * policy.increment);
}
