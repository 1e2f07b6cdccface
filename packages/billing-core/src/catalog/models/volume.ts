import { Decimal, fromStep, given } from '../../money/index.ts';
import type { VolumePricing } from '../pricing.ts';
import { readTiers, tierOf } from '../tier-slices.ts';
import { billedQuantity } from './billed-quantity.ts';
import { explainUnits, overUnits, singleUnitPrice } from './unit-price.ts';
import type { PricingFunction } from './usage.ts';

/**
 * The whole quantity at the price of the tier it falls in, plus that tier's flat amount.
 * For example: tiers up to 10 at 1, then 0.5: a quantity of 12 is 12 x 0.5 = 6.
 */
export const priceVolume: PricingFunction<VolumePricing> = (pricing, usage, explanation) => {
  const billed = billedQuantity(usage, pricing.round_up_to_units, explanation);
  const { tier, index } = tierOf(readTiers(pricing.tiers), usage.tierSelectionQuantity ?? billed.quantity);
  const perUnits = new Decimal(pricing.per_units);
  const bearsFlat = !billed.quantity.isZero() || pricing.zero_quantity === 'first_tier_flat';
  const flatAmount = bearsFlat ? tier.flatAmount : new Decimal(0);
  const unitsAmount = overUnits(billed.quantity.times(tier.rate), perUnits);
  const amount = unitsAmount.plus(flatAmount);
  if (explanation !== null) {
    const about = { tier: index + 1 };
    const units = { units: billed.quantity, unitAmount: tier.rate, perUnits };
    explainUnits(explanation, { prefix: 'volume_', unitsStep: billed.step, ...units, about });
    explanation.add({
      id: 'volume_total',
      rule: 'volume_tier',
      operation: 'add',
      operands: [fromStep('amount', 'volume_amount'), given('flat_amount', flatAmount)],
      result: amount,
      about,
    });
  }
  const isSinglePrice = flatAmount.isZero() && billed.step === 'quantity';
  return { amount, unitPrice: isSinglePrice ? singleUnitPrice(tier.rate, perUnits) : null };
};
