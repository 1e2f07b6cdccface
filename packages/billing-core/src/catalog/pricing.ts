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

export const FlatPricing = z
  .strictObject({ model: z.literal('flat'), amount: Amount })
  .describe('One amount per period, whatever the quantity.');
export type FlatPricing = z.infer<typeof FlatPricing>;

export const PerUnitPricing = z
  .strictObject({
    model: z.literal('per_unit'),
    unit_amount: UnitAmount,
    per_units: PerUnits,
    round_up_to_units: RoundUpToUnits,
  })
  .describe('quantity x unit_amount.');
export type PerUnitPricing = z.infer<typeof PerUnitPricing>;

const tieredFields = {
  tiers: Tiers,
  per_units: PerUnits,
  round_up_to_units: RoundUpToUnits,
  zero_quantity: ZeroQuantity,
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
  })
  .describe('A percentage of the value of each transaction.');
export type PercentagePricing = z.infer<typeof PercentagePricing>;

export const GraduatedPercentagePricing = z
  .strictObject({ model: z.literal('graduated_percentage'), tiers: PercentTiers, zero_quantity: ZeroQuantity })
  .describe('Each slice of a volume of money at the rate of its own tier.');
export type GraduatedPercentagePricing = z.infer<typeof GraduatedPercentagePricing>;

/**
 * How a quantity becomes an amount. Prices are decimals in major units of the currency of the plan: numbers or texts
 * on the way in, texts inside and in the database.
 */
export const Pricing = z.discriminatedUnion('model', [
  FlatPricing,
  PerUnitPricing,
  GraduatedPricing,
  VolumePricing,
  PackagePricing,
  PercentagePricing,
  GraduatedPercentagePricing,
]);
export type Pricing = z.infer<typeof Pricing>;
export type PricingInput = z.input<typeof Pricing>;
export type PricingModel = Pricing['model'];
