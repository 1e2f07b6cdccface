import {
  currencyExponent,
  type Decimal,
  type DecimalLike,
  type Derivation,
  type Explanation,
  given,
  parseDecimal,
  type RoundingMode,
  roundDecimal,
  startExplanation,
  toMinor,
} from '../money/index.ts';
import { priceFlat } from './models/flat.ts';
import { priceGraduated } from './models/graduated.ts';
import { priceGraduatedPercentage } from './models/graduated-percentage.ts';
import { pricePackage } from './models/package.ts';
import { pricePerUnit } from './models/per-unit.ts';
import { pricePercentage } from './models/percentage.ts';
import type { PricedUsage, RatedUsage } from './models/usage.ts';
import { priceVolume } from './models/volume.ts';
import type { Pricing } from './pricing.ts';

/** A part of a period: 17 of 30 days. */
export type Portion = { part: number; whole: number };

export type RateOptions = {
  /** The single values behind the quantity, for percentage pricing. */
  transactions?: readonly DecimalLike[];
  /** The quantity that picks the tier of volume pricing, when the billed one is prorated. */
  tier_selection_quantity?: DecimalLike;
  /** Charges only `part` of `whole` days (or seconds): the exact price is multiplied first and rounded once. */
  portion?: Portion;
  /** false leaves the derivation out: millions of lines are rated faster without. */
  explain?: boolean;
};

export type Rated = {
  /** Minor units. */
  amount: bigint;
  /** Decimal text in major units; null where no single price applies, as with tiers. */
  unit_price: string | null;
  /** How the amount came about; null only with `explain: false`. */
  derivation: Derivation | null;
};

/**
 * What a quantity costs: the exact price rounded once to the minor unit of the currency. A negative quantity (a
 * correction) is the mirror of the positive one.
 *
 * @throws BillingError unknown_currency, amount_out_of_range; invalid_pricing when percentage pricing lacks transactions
 * @example
 * const pricing = { model: 'per_unit', unit_amount: '0.50', per_units: '1000' } as const;
 * rate(pricing, '2500', 'USD', { mode: 'half_up' }).amount // 125n
 */
export function rate(
  pricing: Pricing,
  quantity: DecimalLike,
  currency: string,
  rounding: { mode: RoundingMode },
  options?: RateOptions & { explain?: true },
): Rated & { derivation: Derivation };
export function rate(
  pricing: Pricing,
  quantity: DecimalLike,
  currency: string,
  rounding: { mode: RoundingMode },
  options?: RateOptions,
): Rated;
export function rate(
  pricing: Pricing,
  quantity: DecimalLike,
  currency: string,
  rounding: { mode: RoundingMode },
  options: RateOptions = {},
): Rated {
  const explanation = options.explain === false ? null : startExplanation(currency);
  const priced = prorate(
    priceMirrored(pricing, readUsage(quantity, options), explanation),
    options.portion,
    explanation,
  );
  if (explanation !== null) explainRounding(explanation, priced.amount, currency, rounding.mode);
  return {
    amount: toMinor(priced.amount, currency, rounding.mode),
    unit_price: priced.unitPrice === null ? null : priced.unitPrice.toFixed(),
    derivation: explanation === null ? null : explanation.finish(),
  };
}

/**
 * The exact price in major units, before any rounding.
 * @example priceExactly({ model: 'package', package_size: '10', package_amount: '15', free_units: '0', round: 'up' }, '11') // 30
 */
export function priceExactly(pricing: Pricing, quantity: DecimalLike, options: RateOptions = {}): Decimal {
  return prorate(priceMirrored(pricing, readUsage(quantity, options), null), options.portion, null).amount;
}

// Multiplied before it is divided: 14 of 31 days is a fraction without an end, its product with a price need not be.
function prorate(priced: PricedUsage, portion: Portion | undefined, explanation: Explanation | null): PricedUsage {
  if (portion === undefined || portion.part === portion.whole) return priced;
  const product = priced.amount.times(portion.part);
  const amount = product.div(portion.whole);
  if (explanation !== null) explainPortion(explanation, portion, product, amount);
  return { amount, unitPrice: null };
}

function explainPortion(explanation: Explanation, portion: Portion, product: Decimal, amount: Decimal): void {
  explanation.add({
    id: 'portion_product',
    rule: 'proration_part',
    operation: 'multiply',
    operands: [explanation.last('amount'), given('part', BigInt(portion.part))],
    result: product,
  });
  explanation.add({
    id: 'prorated',
    rule: 'proration',
    operation: 'divide',
    operands: [explanation.last('amount'), given('whole', BigInt(portion.whole))],
    result: amount,
    about: { part: portion.part, whole: portion.whole },
  });
}

function readUsage(quantity: DecimalLike, options: RateOptions): RatedUsage {
  const { transactions, tier_selection_quantity } = options;
  return {
    quantity: parseDecimal(quantity),
    ...(transactions === undefined ? {} : { transactions: transactions.map(parseDecimal) }),
    ...(tier_selection_quantity === undefined ? {} : { tierSelectionQuantity: parseDecimal(tier_selection_quantity) }),
  };
}

function priceMirrored(pricing: Pricing, usage: RatedUsage, explanation: Explanation | null): PricedUsage {
  if (!usage.quantity.isNegative() || usage.quantity.isZero() || pricing.model === 'flat') {
    return priceModel(pricing, usage, explanation);
  }
  const mirrored = priceModel(pricing, { ...usage, quantity: usage.quantity.abs() }, explanation);
  const amount = mirrored.amount.neg();
  explanation?.add({
    id: 'mirrored',
    rule: 'negative_quantity',
    operation: 'multiply',
    operands: [explanation.last('amount'), given('sign', '-1')],
    result: amount,
  });
  return { amount, unitPrice: mirrored.unitPrice };
}

function priceModel(pricing: Pricing, usage: RatedUsage, explanation: Explanation | null): PricedUsage {
  switch (pricing.model) {
    case 'flat':
      return priceFlat(pricing, usage, explanation);
    case 'per_unit':
      return pricePerUnit(pricing, usage, explanation);
    case 'graduated':
      return priceGraduated(pricing, usage, explanation);
    case 'volume':
      return priceVolume(pricing, usage, explanation);
    case 'package':
      return pricePackage(pricing, usage, explanation);
    case 'percentage':
      return pricePercentage(pricing, usage, explanation);
    case 'graduated_percentage':
      return priceGraduatedPercentage(pricing, usage, explanation);
  }
}

function explainRounding(explanation: Explanation, exact: Decimal, currency: string, mode: RoundingMode): void {
  const scale = currencyExponent(currency);
  explanation.add({
    id: 'rounded',
    rule: 'rounding',
    operation: 'round',
    operands: [explanation.last('amount')],
    result: roundDecimal(exact, scale, mode),
    rounding: { scale, mode },
  });
}
