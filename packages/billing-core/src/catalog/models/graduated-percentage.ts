import { Decimal, type Explanation, fromStep, given } from '../../money/index.ts';
import type { GraduatedPercentagePricing } from '../pricing.ts';
import { readTiers, sliceByTier, type TierSlice } from '../tier-slices.ts';
import { billedQuantity } from './billed-quantity.ts';
import type { PricingFunction } from './usage.ts';

const HUNDRED = new Decimal(100);

/**
 * A volume of money, each slice at the rate of its own tier, plus the flat amount of every tier entered.
 * For example: tiers up to 10 at 1 % with 200 flat: a volume of 1 is 0.01 + 200 = 200.01.
 */
export const priceGraduatedPercentage: PricingFunction<GraduatedPercentagePricing> = (pricing, usage, explanation) => {
  const slices = sliceByTier(readTiers(pricing.tiers), usage.quantity, pricing.zero_quantity === 'first_tier_flat');
  const amount = slices.reduce(
    (sum, slice) => sum.plus(sliceAmount(slice)).plus(slice.tier.flatAmount),
    new Decimal(0),
  );
  if (explanation !== null) {
    billedQuantity(usage, undefined, explanation);
    for (const slice of slices) explainSlice(explanation, slice);
    const parts = slices.map(({ index }) => fromStep('amount', `tier_${index + 1}_amount`));
    const operands = parts.length === 0 ? [given('amount', 0n)] : parts;
    explanation.add({ id: 'tiers_total', rule: 'sum_of_tiers', operation: 'add', operands, result: amount });
  }
  return { amount, unitPrice: null };
};

function sliceAmount({ tier, units }: TierSlice): Decimal {
  return units.times(tier.rate).div(HUNDRED);
}

function explainSlice(explanation: Explanation, slice: TierSlice): void {
  const { tier, index, units } = slice;
  const prefix = `tier_${index + 1}_`;
  const about = { tier: index + 1 };
  const bound = tier.upTo === null ? [] : [given('up_to', tier.upTo)];
  explanation.add({
    id: `${prefix}units`,
    rule: 'tier_units',
    operation: 'slice',
    operands: [fromStep('quantity', 'quantity'), given('from', tier.from), ...bound],
    result: units,
    about,
  });
  explanation.add({
    id: `${prefix}percent`,
    rule: 'percent',
    operation: 'multiply',
    operands: [fromStep('amount', `${prefix}units`), given('rate_percent', tier.rate), given('hundredth', '0.01')],
    result: sliceAmount(slice),
    about,
  });
  explanation.add({
    id: `${prefix}amount`,
    rule: 'tier_flat',
    operation: 'add',
    operands: [fromStep('amount', `${prefix}percent`), given('flat_amount', tier.flatAmount)],
    result: sliceAmount(slice).plus(tier.flatAmount),
    about,
  });
}
