import { z } from 'zod';
import { Decimal, WireAmountInput, WireDecimalInput, WireQuantityInput, WireUnitPriceInput } from '../money/index.ts';
import { checkTierBounds } from './tier-bounds.ts';

const above = (schema: typeof WireDecimalInput) =>
  schema.refine((text) => new Decimal(text).greaterThan(0), 'must be greater than 0');
const notNegative = (schema: typeof WireDecimalInput) =>
  schema.refine((text) => !new Decimal(text).isNegative() || new Decimal(text).isZero(), 'must not be negative');

const UnitAmount = notNegative(WireUnitPriceInput);
const Amount = notNegative(WireAmountInput);
const Percent = notNegative(WireDecimalInput);
const UpTo = above(WireQuantityInput)
  .nullable()
  .describe('Last quantity of the tier, inclusive; null on the last tier, which is open.');

const PerUnits = above(WireQuantityInput)
  .default('1')
  .describe('unit_amount is the price of this many units: 1000 for a price per 1,000 tokens.');
const RoundUpToUnits = above(WireQuantityInput)
  .optional()
  .describe('The quantity is first rounded up to a multiple of this.');
const ZeroQuantity = z
  .enum(['zero', 'first_tier_flat'])
  .default('zero')
  .describe('Whether a quantity of 0 still bears the flat fee of the first tier.');

export const Tier = z.strictObject({
  up_to: UpTo,
  unit_amount: UnitAmount,
  flat_amount: Amount.default('0').describe('Charged once when the tier is entered.'),
});
export type Tier = z.infer<typeof Tier>;

export const PercentTier = z.strictObject({
  up_to: UpTo,
  rate_percent: Percent,
  flat_amount: Amount.default('0').describe('Charged once when the tier is entered.'),
});
export type PercentTier = z.infer<typeof PercentTier>;

const Tiers = z.array(Tier).min(1).max(100).superRefine(checkTierBounds);
const PercentTiers = z.array(PercentTier).min(1).max(100).superRefine(checkTierBounds);

export const Commitment = z
  .strictObject({
    amount: Amount.describe('What the customer commits to pay in a period.'),
    overage_factor: above(WireDecimalInput)
      .default('1')
      .describe('What is used beyond the commitment costs this many times its price.'),
    true_up: z.boolean().default(true).describe('Whether the commitment is paid when less is used.'),
  })
  .describe('A promised spend, and the price of what goes over it.');
export type Commitment = z.infer<typeof Commitment>;

/** What may hold the price of a period, whatever its model. Applied in this order: commitment, maximum, minimum. */
const limits = {
  commitment: Commitment.optional(),
  maximum_amount: Amount.optional().describe('A period costs this at most.'),
  minimum_amount: Amount.optional().describe('A period costs this at least; what is missing is made up.'),
};
export type Limits = {
  commitment?: Commitment | undefined;
  maximum_amount?: string | undefined;
  minimum_amount?: string | undefined;
};
const IncludedUnits = above(WireQuantityInput)
  .optional()
  .describe('The first units of a period that cost nothing; tiers count from the unit after them.');

export const FlatPricing = z
  .strictObject({ model: z.literal('flat'), amount: Amount, ...limits })
  .describe('One amount per period, whatever the quantity.');
export type FlatPricing = z.infer<typeof FlatPricing>;

export const PerUnitPricing = z
  .strictObject({
    model: z.literal('per_unit'),
    unit_amount: UnitAmount,
    per_units: PerUnits,
    round_up_to_units: RoundUpToUnits,
    included_units: IncludedUnits,
    ...limits,
  })
  .describe('quantity x unit_amount.');
export type PerUnitPricing = z.infer<typeof PerUnitPricing>;

const tieredFields = {
  tiers: Tiers,
  per_units: PerUnits,
  round_up_to_units: RoundUpToUnits,
  zero_quantity: ZeroQuantity,
  included_units: IncludedUnits,
  ...limits,
};

export const GraduatedPricing = z
  .strictObject({ model: z.literal('graduated'), ...tieredFields })
  .describe('Each slice of the quantity at the price of its own tier.');
export type GraduatedPricing = z.infer<typeof GraduatedPricing>;

export const VolumePricing = z
  .strictObject({ model: z.literal('volume'), ...tieredFields })
  .describe('The whole quantity at the price of the tier it falls in.');
export type VolumePricing = z.infer<typeof VolumePricing>;

export const PackagePricing = z
  .strictObject({
    model: z.literal('package'),
    package_size: above(WireQuantityInput),
    package_amount: Amount,
    free_units: WireQuantityInput.default('0'),
    round: z.enum(['up', 'down']).default('up').describe('Whether a package begun is charged.'),
    ...limits,
  })
  .describe('Whole packages of units.');
export type PackagePricing = z.infer<typeof PackagePricing>;

export const PercentagePricing = z
  .strictObject({
    model: z.literal('percentage'),
    rate_percent: Percent,
    fixed_amount: Amount.default('0').describe('Added per paid transaction.'),
    free_transactions: z.number().int().min(0).optional(),
    free_amount: Amount.optional(),
    min_per_transaction: Amount.optional(),
    max_per_transaction: Amount.optional(),
    ...limits,
  })
  .describe('A percentage of the value of each transaction.');
export type PercentagePricing = z.infer<typeof PercentagePricing>;

export const GraduatedPercentagePricing = z
  .strictObject({
    model: z.literal('graduated_percentage'),
    tiers: PercentTiers,
    zero_quantity: ZeroQuantity,
    ...limits,
  })
  .describe('Each slice of a volume of money at the rate of its own tier.');
export type GraduatedPercentagePricing = z.infer<typeof GraduatedPercentagePricing>;

/** A minimum above the maximum, or two promises at once, would leave open what a period costs. */
function checkLimits(pricing: Limits, context: z.RefinementCtx): void {
  const { minimum_amount, maximum_amount, commitment } = pricing;
  const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (minimum_amount !== undefined && maximum_amount !== undefined && new Decimal(minimum_amount).gt(maximum_amount))
    fault('minimum_amount', `must not be above maximum_amount (${maximum_amount})`);
  if (minimum_amount !== undefined && commitment !== undefined)
    fault('minimum_amount', 'says the same as a commitment with true_up; give one of them');
}

/**
 * How a quantity becomes an amount. Prices are decimals in major units of the currency of the plan: numbers or texts
 * on the way in, texts inside and in the database.
 */
export const Pricing = z
  .discriminatedUnion('model', [
    FlatPricing,
    PerUnitPricing,
    GraduatedPricing,
    VolumePricing,
    PackagePricing,
    PercentagePricing,
    GraduatedPercentagePricing,
  ])
  .superRefine(checkLimits);
export type Pricing = z.infer<typeof Pricing>;
export type PricingInput = z.input<typeof Pricing>;
export type PricingModel = Pricing['model'];
