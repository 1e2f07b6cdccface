import { type Decimal, type DecimalLike, parseDecimal } from '../money/index.ts';
import type { GraduatedPricing, VolumePricing } from './pricing.ts';
import { readTiers, sliceByTier, tierOf } from './tier-slices.ts';

/** One tier of a graduated price: `tier` counts from 1, the amount includes the flat amount. */
export type TierAmount = { tier: number; units: Decimal; amount: Decimal };

/** The size of what is billed: a quantity below zero is the mirror of the one above. */
function billedSize(quantity: DecimalLike, roundUpTo: string | undefined): Decimal {
  const exact = parseDecimal(quantity).abs();
  return roundUpTo === undefined ? exact : exact.div(roundUpTo).ceil().times(roundUpTo);
}

/**
 * What each tier entered adds to a graduated price, for tables. A quantity below zero shows the mirror.
 * @example
 * const tiers = [{ up_to: 10, unit_amount: 1 }, { up_to: null, unit_amount: '0.5' }];
 * const pricing = Pricing.parse({ model: 'graduated', tiers });
 * graduatedBreakdown(pricing, '12') // [{ tier: '1', units: '10', amount: '10' }, { tier: '2', units: '2', amount: '1' }]
 */
export function graduatedBreakdown(pricing: GraduatedPricing, quantity: DecimalLike): TierAmount[] {
  const units = billedSize(quantity, pricing.round_up_to_units);
  const sign = parseDecimal(quantity).lessThan(0) ? -1 : 1;
  const slices = sliceByTier(readTiers(pricing.tiers), units, pricing.zero_quantity === 'first_tier_flat');
  return slices.map(({ tier, index, units: sliced }) => ({
    tier: index + 1,
    units: sliced.times(sign),
    amount: sliced.times(tier.rate).div(pricing.per_units).plus(tier.flatAmount).times(sign),
  }));
}

/**
 * The tier, counted from 1, that volume pricing puts a quantity in.
 * @example
 * const tiers = [{ up_to: 10, unit_amount: 1 }, { up_to: null, unit_amount: '0.5' }];
 * const pricing = Pricing.parse({ model: 'volume', tiers });
 * volumeTier(pricing, '10') // 1
 * volumeTier(pricing, '5', '12') // 2
 */
export function volumeTier(pricing: VolumePricing, quantity: DecimalLike, tierSelectionQuantity?: DecimalLike): number {
  const selection = parseDecimal(tierSelectionQuantity ?? billedSize(quantity, pricing.round_up_to_units));
  return tierOf(readTiers(pricing.tiers), selection).index + 1;
}
