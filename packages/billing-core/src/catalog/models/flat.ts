import { Decimal, given } from '../../money/index.ts';
import type { FlatPricing } from '../pricing.ts';
import type { PricingFunction } from './usage.ts';

/** One amount, whatever the quantity. */
export const priceFlat: PricingFunction<FlatPricing> = (pricing, _usage, explanation) => {
  const amount = new Decimal(pricing.amount);
  explanation?.add({
    id: 'flat',
    rule: 'flat',
    operation: 'value',
    operands: [given('amount', amount)],
    result: amount,
  });
  return { amount, unitPrice: amount };
};
