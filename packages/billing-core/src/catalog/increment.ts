import { type Decimal, type DecimalLike, parseDecimal } from '../money/index.ts';
import { packagesOf } from './models/package.ts';
import type { PackagePricing, Pricing } from './pricing.ts';
import { priceExactly } from './rate.ts';

/**
 * What a later slice of the same period adds: the cumulative price after it less the one before, so that slices billed
 * one by one cost what they cost together.
 *
 * @example packages of 10 at 15, 11 before and 5 more: 2 packages before and after, 0 to pay
 */
export function priceIncrement(pricing: Pricing, previousQuantity: DecimalLike, quantity: DecimalLike): Decimal {
  const after = parseDecimal(previousQuantity).plus(parseDecimal(quantity));
  return priceExactly(pricing, after).minus(priceExactly(pricing, previousQuantity));
}

/** How many packages a later slice adds. */
export function packageIncrement(
  pricing: PackagePricing,
  previousQuantity: DecimalLike,
  quantity: DecimalLike,
): Decimal {
  const before = parseDecimal(previousQuantity);
  return packagesOf(pricing, before.plus(parseDecimal(quantity))).minus(packagesOf(pricing, before));
}

/** Each bucket of time priced by itself, then added. */
export function priceBuckets(pricing: Pricing, quantities: readonly DecimalLike[]): Decimal {
  return quantities.reduce<Decimal>((sum, quantity) => sum.plus(priceExactly(pricing, quantity)), parseDecimal('0'));
}
