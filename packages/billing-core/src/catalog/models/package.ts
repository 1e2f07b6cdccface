import { Decimal, type Explanation, fromStep, given } from '../../money/index.ts';
import type { PackagePricing } from '../pricing.ts';
import { billedQuantity } from './billed-quantity.ts';
import type { PricingFunction, RatedUsage } from './usage.ts';

/**
 * How many packages a quantity takes: what is above the free units, in whole packages, begun ones counting with `up`.
 * @example packagesOf({ package_size: '10', free_units: '0', round: 'up' }, parseDecimal('11')) // 2
 */
export function packagesOf(
  pricing: Pick<PackagePricing, 'package_size' | 'free_units' | 'round'>,
  quantity: Decimal,
): Decimal {
  const paid = Decimal.max(0, quantity.minus(pricing.free_units));
  const packages = paid.div(pricing.package_size);
  return pricing.round === 'up' ? packages.ceil() : packages.floor();
}

/** Whole packages x package_amount. */
export const pricePackage: PricingFunction<PackagePricing> = (pricing, usage, explanation) => {
  const packages = packagesOf(pricing, usage.quantity);
  const amount = packages.times(pricing.package_amount);
  if (explanation !== null) explainPackages(explanation, pricing, usage, packages, amount);
  return { amount, unitPrice: null };
};

function explainPackages(
  explanation: Explanation,
  pricing: PackagePricing,
  usage: RatedUsage,
  packages: Decimal,
  amount: Decimal,
): void {
  billedQuantity(usage, undefined, explanation);
  explanation.add({
    id: 'paid_units',
    rule: 'free_units',
    operation: 'slice',
    operands: [fromStep('quantity', 'quantity'), given('free_units', pricing.free_units)],
    result: Decimal.max(0, usage.quantity.minus(pricing.free_units)),
  });
  explanation.add({
    id: 'packages',
    rule: 'packages',
    operation: pricing.round === 'up' ? 'quotient_up' : 'quotient_down',
    operands: [fromStep('quantity', 'paid_units'), given('package_size', pricing.package_size)],
    result: packages,
  });
  explanation.add({
    id: 'packages_amount',
    rule: 'package_price',
    operation: 'multiply',
    operands: [fromStep('packages', 'packages'), given('package_amount', pricing.package_amount)],
    result: amount,
  });
}
