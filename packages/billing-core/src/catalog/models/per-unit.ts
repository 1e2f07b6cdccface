import { Decimal } from '../../money/index.ts';
import type { PerUnitPricing } from '../pricing.ts';
import { billedQuantity } from './billed-quantity.ts';
import { explainUnits, overUnits, singleUnitPrice } from './unit-price.ts';
import type { PricingFunction } from './usage.ts';

/** quantity x unit_amount / per_units. 2,500 tokens at 0.50 per 1,000 are 1.25. */
export const pricePerUnit: PricingFunction<PerUnitPricing> = (pricing, usage, explanation) => {
  const billed = billedQuantity(usage, pricing.round_up_to_units, explanation);
  const unitAmount = new Decimal(pricing.unit_amount);
  const perUnits = new Decimal(pricing.per_units);
  if (explanation !== null) {
    explainUnits(explanation, { prefix: '', unitsStep: billed.step, units: billed.quantity, unitAmount, perUnits });
  }
  return {
    amount: overUnits(billed.quantity.times(unitAmount), perUnits),
    unitPrice: billed.step === 'quantity' ? singleUnitPrice(unitAmount, perUnits) : null,
  };
};
