import { z } from 'zod';
import { BillingError } from '../errors/index.ts';
import {
  type Decimal,
  type DecimalLike,
  type Derivation,
  fromMinor,
  fromStep,
  given,
  prefixed,
  type RoundingMode,
  startExplanation,
  sumDecimals,
} from '../money/index.ts';
import { Pricing } from './pricing.ts';
import { rateInto } from './rate.ts';

const Property = z.string().trim().min(1).max(100);

/** Which usage a price is for: every named property has one of the values. */
export const DimensionPrice = z.strictObject({
  name: z.string().trim().min(1).max(200).describe('As it reads in the explanation.'),
  when: z
    .record(Property, z.array(z.string().max(500)).min(1))
    .refine((when) => Object.keys(when).length > 0, 'names no property; say which usage the price is for'),
  pricing: Pricing,
});
export type DimensionPrice = z.infer<typeof DimensionPrice>;

/** Prices by properties of the usage: the first that fits is taken, `otherwise` for what fits none. */
export const DimensionalPricing = z.strictObject({
  prices: z.array(DimensionPrice).min(1).max(100),
  otherwise: Pricing.nullable().default(null).describe('null: usage that fits no price is refused, not given away.'),
});
export type DimensionalPricing = z.infer<typeof DimensionalPricing>;

/** A quantity with the properties it was measured with. */
export type DimensionedQuantity = { properties: Readonly<Record<string, string>>; quantity: DecimalLike };

/** What one price of the list was asked for; `name` is null for `otherwise`. Minor units. */
export type DimensionLine = { name: string | null; quantity: string; amount: bigint };

export type RatedDimensions = { amount: bigint; lines: DimensionLine[]; derivation: Derivation };

/**
 * Rates usage by its properties. Quantities that fall to the same price are added first, so that tiers, included units
 * and limits count for the period and not for each record. Each price is rounded to the minor unit; the sum of the lines
 * is the amount.
 *
 * @throws BillingError invalid_pricing when usage fits no price and there is no `otherwise`; and as `rate`
 * @example
 * const perUnit = (unit_amount) => ({ model: 'per_unit', unit_amount });
 * const pricing = DimensionalPricing.parse({
 *   prices: [{ name: 'Europe', when: { region: ['de', 'fr'] }, pricing: perUnit('2') }],
 *   otherwise: perUnit('3'),
 * });
 * const usage = [{ properties: { region: 'de' }, quantity: '5' }, { properties: { region: 'us' }, quantity: '1' }];
 * rateByDimensions(pricing, usage, 'EUR', { mode: 'half_up' }).amount // 1300n
 */
export function rateByDimensions(
  pricing: DimensionalPricing,
  usage: readonly DimensionedQuantity[],
  currency: string,
  { mode }: { mode: RoundingMode },
): RatedDimensions {
  const explanation = startExplanation(currency);
  const groups = groupByPrice(pricing, usage);
  const lines = groups.map((group, index): DimensionLine => {
    const steps = prefixed(explanation, `price_${index + 1}_`);
    const { amount } = rateInto(steps, group.pricing, group.quantity, currency, mode, {});
    return { name: group.name, quantity: group.quantity.toFixed(), amount };
  });
  const amount = lines.reduce((sum, line) => sum + line.amount, 0n);
  const parts = groups.map((_group, index) => fromStep('amount', `price_${index + 1}_rounded`));
  explanation.add({
    id: 'dimensions_total',
    rule: 'sum_of_dimensions',
    operation: 'add',
    operands: parts.length === 0 ? [given('amount', 0n)] : parts,
    result: fromMinor(amount, currency),
  });
  return { amount, lines, derivation: explanation.finish() };
}

type Group = { name: string | null; pricing: Pricing; quantity: Decimal };

/** The usage of each price that has any, in the order of the list, `otherwise` last. */
function groupByPrice(pricing: DimensionalPricing, usage: readonly DimensionedQuantity[]): Group[] {
  const otherwise = pricing.otherwise === null ? [] : [{ name: null, when: {}, pricing: pricing.otherwise }];
  const prices = [...pricing.prices, ...otherwise];
  const byPrice = Map.groupBy(usage, ({ properties }) => prices.find(({ when }) => fits(when, properties)));
  const unfit = byPrice.get(undefined)?.[0];
  if (unfit !== undefined) throw unpriced(unfit);
  return prices.flatMap((price) => {
    const measured = byPrice.get(price);
    if (measured === undefined) return [];
    return [
      { name: price.name, pricing: price.pricing, quantity: sumDecimals(measured.map(({ quantity }) => quantity)) },
    ];
  });
}

function fits(when: DimensionPrice['when'], properties: DimensionedQuantity['properties']): boolean {
  return Object.entries(when).every(([property, values]) => {
    const value = properties[property];
    return value !== undefined && values.includes(value);
  });
}

function unpriced(measured: DimensionedQuantity): BillingError {
  const properties = JSON.stringify(measured.properties).slice(0, 200);
  return new BillingError(
    'invalid_pricing',
    `usage with ${properties} fits no price; add one for it, or an "otherwise".`,
  );
}
