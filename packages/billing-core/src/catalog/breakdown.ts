import { type Decimal, type DecimalLike, parseDecimal } from '../money/index.ts';
import type { GraduatedPricing, VolumePricing } from './pricing.ts';
import { readTiers, sliceByTier, tierOf } from './tier-slices.ts';

/** One tier of a graduated price: `tier` counts from 1, the amount includes the flat amount. */
export type TierAmount = { tier: number; units: Decimal; amount: Decimal };

function billed(quantity: DecimalLike, roundUpTo: string | undefined): Decimal {
  const exact = parseDecimal(quantity);
  return roundUpTo === undefined ? exact : exact.div(roundUpTo).ceil().times(roundUpTo);
}

/**
 * What each tier entered adds to a graduated price, for tables. A quantity below zero shows the mirror.
 * @example tiers up to 10 at 1, then 0.5, quantity 12: [1: 10 units, 10] [2: 2 units, 1]
 */
export function graduatedBreakdown(pricing: GraduatedPricing, quantity: DecimalLike): TierAmount[] {
  const units = billed(quantity, pricing.round_up_to_units);
  const sign = units.isNegative() && !units.isZero() ? -1 : 1;
  const slices = sliceByTier(readTiers(pricing.tiers), units.abs(), pricing.zero_quantity === 'first_tier_flat');
  return slices.map(({ tier, index, units: sliced }) => ({
    tier: index + 1,
    units: sliced.times(sign),
    amount: sliced.times(tier.rate).div(pricing.per_units).plus(tier.flatAmount).times(sign),
  }));
}

/** The tier, counted from 1, that volume pricing puts a quantity in. */
export function volumeTier(
  pricing: VolumePricing,
  quantity: DecimalLike,
  tierSelectionQuantity?: DecimalLike,
): number | null {
  const chosen = tierOf(
    readTiers(pricing.tiers),
    parseDecimal(tierSelectionQuantity ?? billed(quantity, pricing.round_up_to_units)),
  );
  return chosen === undefined ? null : chosen.index + 1;
}
