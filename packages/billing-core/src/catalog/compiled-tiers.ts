import {
  type DecimalLike,
  FIXED_ONE,
  parseDecimal,
  type RoundingMode,
  roundQuotient,
  toFixedPoint,
} from '../money/index.ts';
import { singleUnitPrice } from './models/unit-price.ts';
import type { GraduatedPricing, PerUnitPricing, Pricing, VolumePricing } from './pricing.ts';

type TieredPricing = PerUnitPricing | GraduatedPricing | VolumePricing;

/** Fixed-point numbers; `unitPrice` is the text of the price of one unit where a single one applies. */
type CompiledTier = { from: bigint; upTo: bigint | null; rate: bigint; flat: bigint; unitPrice: string | null };

/** A price list read once into whole numbers. Null marks one that needs more than twelve places. */
type CompiledPricing = {
  isGraduated: boolean;
  tiers: readonly CompiledTier[];
  perUnits: bigint;
  roundUpTo: bigint | null;
  entersAtZero: boolean;
} | null;

/** An exact price: `dividend / divisor` major units. */
export type ExactPrice = { dividend: bigint; divisor: bigint; unitPrice: string | null };

const compiled = new WeakMap<TieredPricing, CompiledPricing>();

/**
 * The exact price by whole numbers only, for the models whose arithmetic is products and sums; null for what it cannot
 * do (other models, limits, more than twelve places), which `rate` then does with decimals. Both ways give the same.
 */
export function priceByWholeNumbers(
  pricing: Pricing,
  quantity: DecimalLike,
  tierSelection: DecimalLike | undefined,
): ExactPrice | null {
  if (!isPlainlyTiered(pricing)) return null;
  const list = compile(pricing);
  const measured = toFixedPoint(quantity);
  const selection = tierSelection === undefined ? undefined : toFixedPoint(tierSelection);
  if (list === null || measured === null || selection === null) return null;
  const isNegative = measured < 0n;
  const size = isNegative ? -measured : measured;
  const billed = list.roundUpTo === null ? size : roundQuotient(size, list.roundUpTo, 'ceil') * list.roundUpTo;
  const price = list.isGraduated ? graduated(list, billed) : atOneTier(list, billed, selection ?? billed);
  if (price === null || !isNegative) return price;
  return { ...price, dividend: -price.dividend };
}

/** Rounds an exact price to minor units; a part of a period is multiplied in before the one rounding. */
export function roundPrice(
  { dividend, divisor }: ExactPrice,
  exponent: number,
  portion: { part: number; whole: number } | undefined,
  mode: RoundingMode,
): bigint {
  const minor = dividend * 10n ** BigInt(exponent);
  if (portion === undefined || portion.part === portion.whole) return roundQuotient(minor, divisor, mode);
  return roundQuotient(minor * BigInt(portion.part), divisor * BigInt(portion.whole), mode);
}

function isPlainlyTiered(pricing: Pricing): pricing is TieredPricing {
  if (pricing.model !== 'graduated' && pricing.model !== 'per_unit' && pricing.model !== 'volume') return false;
  return (
    pricing.included_units === undefined &&
    pricing.commitment === undefined &&
    pricing.minimum_amount === undefined &&
    pricing.maximum_amount === undefined
  );
}

function compile(pricing: TieredPricing): CompiledPricing {
  const known = compiled.get(pricing);
  if (known !== undefined) return known;
  const list = readPricing(pricing);
  compiled.set(pricing, list);
  return list;
}

function readPricing(pricing: TieredPricing): CompiledPricing {
  const perUnits = toFixedPoint(pricing.per_units);
  const roundUpTo = pricing.round_up_to_units === undefined ? null : toFixedPoint(pricing.round_up_to_units);
  const tiers = pricing.model === 'per_unit' ? [readTier(pricing, openTier(pricing), '0')] : readTiers(pricing);
  if (perUnits === null || (pricing.round_up_to_units !== undefined && roundUpTo === null)) return null;
  const complete = tiers.filter((tier) => tier !== null);
  if (complete.length < tiers.length || complete.at(-1)?.upTo !== null) return null;
  const isGraduated = pricing.model === 'graduated';
  const entersAtZero = pricing.model !== 'per_unit' && pricing.zero_quantity === 'first_tier_flat';
  return { isGraduated, tiers: complete, perUnits, roundUpTo, entersAtZero };
}

type RawTier = GraduatedPricing['tiers'][number];

const openTier = ({ unit_amount }: PerUnitPricing): RawTier => ({ up_to: null, unit_amount, flat_amount: '0' });

function readTiers(pricing: GraduatedPricing | VolumePricing): (CompiledTier | null)[] {
  return pricing.tiers.map((tier, index) => readTier(pricing, tier, pricing.tiers[index - 1]?.up_to ?? '0'));
}

function readTier(pricing: TieredPricing, tier: RawTier, below: string): CompiledTier | null {
  const from = toFixedPoint(below);
  const upTo = tier.up_to === null ? null : toFixedPoint(tier.up_to);
  const rate = toFixedPoint(tier.unit_amount);
  const flat = toFixedPoint(tier.flat_amount);
  if (from === null || rate === null || flat === null || (tier.up_to !== null && upTo === null)) return null;
  return { from, upTo, rate, flat, unitPrice: unitPriceOf(pricing, tier.unit_amount) };
}

function unitPriceOf(pricing: TieredPricing, unitAmount: string): string | null {
  if (pricing.model === 'graduated' || pricing.round_up_to_units !== undefined) return null;
  return singleUnitPrice(parseDecimal(unitAmount), parseDecimal(pricing.per_units))?.toFixed() ?? null;
}

function graduated(list: NonNullable<CompiledPricing>, quantity: bigint): ExactPrice {
  let products = 0n;
  let flats = 0n;
  for (const [index, tier] of list.tiers.entries()) {
    if (quantity <= tier.from && !(index === 0 && list.entersAtZero)) break;
    const top = tier.upTo !== null && quantity > tier.upTo ? tier.upTo : quantity;
    products += (top - tier.from) * tier.rate;
    flats += tier.flat;
  }
  return exactPrice(products, flats, list.perUnits, null);
}

function atOneTier(list: NonNullable<CompiledPricing>, quantity: bigint, selection: bigint): ExactPrice | null {
  for (const tier of list.tiers) {
    if (tier.upTo !== null && selection > tier.upTo) continue;
    const flat = quantity !== 0n || list.entersAtZero ? tier.flat : 0n;
    return exactPrice(quantity * tier.rate, flat, list.perUnits, flat === 0n ? tier.unitPrice : null);
  }
  // Not reached: the last tier is open.
  return null;
}

/** products / perUnits + flats, over one divisor. */
function exactPrice(products: bigint, flats: bigint, perUnits: bigint, unitPrice: string | null): ExactPrice {
  return { dividend: products + flats * perUnits, divisor: FIXED_ONE * perUnits, unitPrice };
}
