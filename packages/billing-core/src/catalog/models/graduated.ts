import { Decimal, type Explanation, fromStep, given } from '../../money/index.ts';
import type { GraduatedPricing } from '../pricing.ts';
import { readTiers, sliceByTier, type TierSlice } from '../tier-slices.ts';
import { billedQuantity } from './billed-quantity.ts';
import { explainUnits, overUnits } from './unit-price.ts';
import type { PricingFunction } from './usage.ts';

/**
 * Each slice of the quantity at the price of its own tier, plus the flat amount of every tier entered.
 * For example: tiers up to 10 at 1, then 0.5: a quantity of 12 is 10 x 1 + 2 x 0.5 = 11.
 */
export const priceGraduated: PricingFunction<GraduatedPricing> = (pricing, usage, explanation) => {
  const billed = billedQuantity(usage, pricing.round_up_to_units, explanation);
  const perUnits = new Decimal(pricing.per_units);
  const entersAtZero = pricing.zero_quantity === 'first_tier_flat';
  const slices = sliceByTier(readTiers(pricing.tiers), billed.quantity, entersAtZero);
  let products = ZERO;
  let flatAmounts = ZERO;
  for (const { tier, units } of slices) {
    products = products.plus(units.times(tier.rate));
    if (!tier.flatAmount.isZero()) flatAmounts = flatAmounts.plus(tier.flatAmount);
  }
  // Divided once at the end: thirds of a unit price add up to the whole instead of to 0.999…
  const amount = overUnits(products, perUnits).plus(flatAmounts);
  if (explanation !== null) explainTiers(explanation, slices, billed.step, perUnits, amount);
  return { amount, unitPrice: null };
};

const ZERO = new Decimal(0);

function explainTiers(
  explanation: Explanation,
  slices: readonly TierSlice[],
  quantityStep: string,
  perUnits: Decimal,
  amount: Decimal,
): void {
  for (const slice of slices) explainSlice(explanation, slice, quantityStep, perUnits);
  const parts = slices.flatMap(({ tier, index }) => {
    const prefix = `tier_${index + 1}_`;
    const fee = tier.flatAmount.isZero() ? [] : [fromStep('flat_amount', `${prefix}flat`)];
    return [fromStep('amount', `${prefix}amount`), ...fee];
  });
  const operands = parts.length === 0 ? [given('amount', ZERO)] : parts;
  explanation.add({ id: 'tiers_total', rule: 'sum_of_tiers', operation: 'add', operands, result: amount });
}

function explainSlice(explanation: Explanation, slice: TierSlice, quantityStep: string, perUnits: Decimal): void {
  const { tier, index, units } = slice;
  const prefix = `tier_${index + 1}_`;
  const about = { tier: index + 1 };
  const bound = tier.upTo === null ? [] : [given('up_to', tier.upTo)];
  explanation.add({
    id: `${prefix}units`,
    rule: 'tier_units',
    operation: 'slice',
    operands: [fromStep('quantity', quantityStep), given('from', tier.from), ...bound],
    result: units,
    about,
  });
  explainUnits(explanation, { prefix, unitsStep: `${prefix}units`, units, unitAmount: tier.rate, perUnits, about });
  if (tier.flatAmount.isZero()) return;
  explanation.add({
    id: `${prefix}flat`,
    rule: 'tier_flat',
    operation: 'value',
    operands: [given('flat_amount', tier.flatAmount)],
    result: tier.flatAmount,
    about,
  });
}
