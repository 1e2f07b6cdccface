import { type Decimal, type DecimalLike, parseDecimal } from '../money/index.ts';
import { packagesOf } from './models/package.ts';
import type { PackagePricing, Pricing } from './pricing.ts';
import { priceExactly } from './rate.ts';

/**
 * What a later slice of the same period adds: the cumulative price after it less the one before, so that slices billed
 * one by one cost what they cost together.
 * @example
 * const pricing = Pricing.parse({ model: 'package', package_size: 10, package_amount: 15 });
 * priceIncrement(pricing, '11', '5') // 0
 * priceIncrement(pricing, '11', '10') // 15
 */
export function priceIncrement(pricing: Pricing, previousQuantity: DecimalLike, quantity: DecimalLike): Decimal {
  const after = parseDecimal(previousQuantity).plus(parseDecimal(quantity));
  return priceExactly(pricing, after).minus(priceExactly(pricing, previousQuantity));
}

/**
 * How many packages a later slice adds.
 * @example
 * const pricing = Pricing.parse({ model: 'package', package_size: 10, package_amount: 15 });
 * packageIncrement(pricing, '11', '10') // 1
 */
export function packageIncrement(
  pricing: PackagePricing,
  previousQuantity: DecimalLike,
  quantity: DecimalLike,
): Decimal {
  const before = parseDecimal(previousQuantity);
  return packagesOf(pricing, before.plus(parseDecimal(quantity))).minus(packagesOf(pricing, before));
}

/**
 * Each bucket of time priced by itself, then added.
 * @example
 * const pricing = Pricing.parse({ model: 'package', package_size: 10, package_amount: 15 });
 * priceBuckets(pricing, ['3', '12']) // 45
 */
export function priceBuckets(pricing: Pricing, quantities: readonly DecimalLike[]): Decimal {
  return quantities.reduce<Decimal>((sum, quantity) => sum.plus(priceExactly(pricing, quantity)), parseDecimal('0'));
}
