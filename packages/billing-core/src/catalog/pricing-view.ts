import { z } from 'zod';
import { isDecimalText } from '../money/decimal.ts';
import { WireAmount, WireDecimal, WireQuantity, WireUnitPrice, wireDecimal } from '../money/wire.ts';
import type { Pricing } from './pricing.ts';

const TierView = z.object({ up_to: WireQuantity.nullable(), unit_amount: WireUnitPrice, flat_amount: WireAmount });
const PercentTierView = z.object({ up_to: WireAmount.nullable(), rate_percent: WireDecimal, flat_amount: WireAmount });
const limits = {
  commitment: z.object({ amount: WireAmount, overage_factor: WireDecimal, true_up: z.boolean() }).optional(),
  maximum_amount: WireAmount.optional(),
  minimum_amount: WireAmount.optional(),
};
const tiered = {
  tiers: z.array(TierView),
  per_units: WireQuantity,
  round_up_to_units: WireQuantity.optional(),
  zero_quantity: z.enum(['zero', 'first_tier_flat']),
  included_units: WireQuantity.optional(),
  ...limits,
};

/** A pricing as the wire shows it: what `Pricing` takes, every decimal a JSON number. `Pricing.parse` reads it back. */
export const PricingView = z.discriminatedUnion('model', [
  z.object({ model: z.literal('flat'), amount: WireAmount, ...limits }),
  z.object({
    model: z.literal('per_unit'),
    unit_amount: WireUnitPrice,
    per_units: WireQuantity,
    round_up_to_units: WireQuantity.optional(),
    included_units: WireQuantity.optional(),
    ...limits,
  }),
  z.object({ model: z.literal('graduated'), ...tiered }),
  z.object({ model: z.literal('volume'), ...tiered }),
  z.object({
    model: z.literal('package'),
    package_size: WireQuantity,
    package_amount: WireAmount,
    free_units: WireQuantity,
    round: z.enum(['up', 'down']),
    ...limits,
  }),
  z.object({
    model: z.literal('percentage'),
    rate_percent: WireDecimal,
    fixed_amount: WireAmount,
    free_transactions: z.number().int().optional(),
    free_amount: WireAmount.optional(),
    min_per_transaction: WireAmount.optional(),
    max_per_transaction: WireAmount.optional(),
    ...limits,
  }),
  z.object({
    model: z.literal('graduated_percentage'),
    tiers: z.array(PercentTierView),
    zero_quantity: z.enum(['zero', 'first_tier_flat']),
    ...limits,
  }),
]);
export type PricingView = z.infer<typeof PricingView>;

/**
 * A pricing as the wire shows it. `Pricing.parse` reads it back.
 *
 * @throws BillingError amount_not_exact
 * @example toPricingView(Pricing.parse({ model: 'flat', amount: '20' })) // { model: 'flat', amount: 20 }
 */
export function toPricingView(pricing: Pricing): PricingView {
  return PricingView.parse(withNumbers(pricing));
}

// Every text of a pricing that reads as a decimal is one: the other texts are words such as "flat" and "up".
function withNumbers(value: unknown): unknown {
  if (typeof value === 'string') return isDecimalText(value) ? wireDecimal(value) : value;
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNumbers(item)]));
}
