import { type Decimal, type DecimalLike, type Explanation, given, parseDecimal } from '../money/index.ts';
import { aboveIncluded, holdToLimits } from './limits.ts';
import { priceFlat } from './models/flat.ts';
import { priceGraduated } from './models/graduated.ts';
import { priceGraduatedPercentage } from './models/graduated-percentage.ts';
import { pricePackage } from './models/package.ts';
import { pricePerUnit } from './models/per-unit.ts';
import { pricePercentage } from './models/percentage.ts';
import type { PricedUsage, RatedUsage } from './models/usage.ts';
import { priceVolume } from './models/volume.ts';
import type { Portion } from './portion.ts';
import type { Pricing } from './pricing.ts';

export type UsageOptions = {
  /** The single values behind the quantity, for percentage pricing. */
  transactions?: readonly DecimalLike[];
  /** The quantity that picks the tier of volume pricing, when the billed one is prorated. */
  tier_selection_quantity?: DecimalLike;
  /** Charges only `part` of `whole` days (or seconds): the exact price is multiplied first and rounded once. */
  portion?: Portion;
  /**
   * The part of the period that usage was measured in, where it is a part: usage is charged in full, but a minimum, a
   * maximum or a commitment is for the whole period and counts for its part only.
   */
  limit_portion?: Portion;
};

/** The exact price of a quantity under a pricing and its limits, prorated, not rounded. */
export function priceUsage(
  pricing: Pricing,
  quantity: DecimalLike,
  options: UsageOptions,
  explanation: Explanation | null,
): PricedUsage {
  const priced = priceMirrored(pricing, readUsage(quantity, options), options.limit_portion, explanation);
  return prorate(priced, options.portion, explanation);
}

function readUsage(quantity: DecimalLike, options: UsageOptions): RatedUsage {
  const { transactions, tier_selection_quantity } = options;
  return {
    quantity: parseDecimal(quantity),
    ...(transactions === undefined ? {} : { transactions: transactions.map(parseDecimal) }),
    ...(tier_selection_quantity === undefined ? {} : { tierSelectionQuantity: parseDecimal(tier_selection_quantity) }),
  };
}

function priceMirrored(
  pricing: Pricing,
  usage: RatedUsage,
  limitPortion: Portion | undefined,
  explanation: Explanation | null,
): PricedUsage {
  const isCorrection = usage.quantity.lessThan(0) && pricing.model !== 'flat';
  const charged = isCorrection ? { ...usage, quantity: usage.quantity.abs() } : usage;
  const priced = priceModel(pricing, aboveIncluded(pricing, charged, explanation), explanation);
  const held = holdToLimits(pricing, priced, { isCorrection, portion: limitPortion }, explanation);
  // What is above the included units is fewer than what the line shows.
  const unitPrice = 'included_units' in pricing && pricing.included_units !== undefined ? null : held.unitPrice;
  if (!isCorrection) return { amount: held.amount, unitPrice };
  const amount = held.amount.neg();
  explanation?.add({
    id: 'mirrored',
    rule: 'negative_quantity',
    operation: 'multiply',
    operands: [explanation.last('amount'), given('sign', '-1')],
    result: amount,
  });
  return { amount, unitPrice };
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
