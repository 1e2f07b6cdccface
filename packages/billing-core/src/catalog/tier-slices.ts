import { BillingError } from '../errors/index.ts';
import { Decimal } from '../money/index.ts';

/** A tier with its texts read once. `rate` is a unit amount or a percent. */
export type ReadTier = { from: Decimal; upTo: Decimal | null; rate: Decimal; flatAmount: Decimal };

export type TierSlice = { tier: ReadTier; index: number; units: Decimal };

type RawTier = { up_to: string | null; flat_amount: string } & ({ unit_amount: string } | { rate_percent: string });

const ZERO = new Decimal(0);
const cache = new WeakMap<readonly RawTier[], ReadTier[]>();

/** The tiers as decimals, remembered per array: a price list is read once and used for thousands of lines. */
export function readTiers(tiers: readonly RawTier[]): ReadTier[] {
  const cached = cache.get(tiers);
  if (cached !== undefined) return cached;
  let below = ZERO;
  const read = tiers.map((tier): ReadTier => {
    const from = below;
    const upTo = tier.up_to === null ? null : new Decimal(tier.up_to);
    below = upTo ?? below;
    const rate = new Decimal('unit_amount' in tier ? tier.unit_amount : tier.rate_percent);
    return { from, upTo, rate, flatAmount: new Decimal(tier.flat_amount) };
  });
  cache.set(tiers, read);
  return read;
}

/**
 * The slices of a quantity that is not negative, one for every tier it enters. A bound belongs to the tier below it,
 * and a fractional quantity is split at the bound itself. A quantity of 0 enters the first tier only when
 * `entersAtZero` says so.
 */
export function sliceByTier(tiers: readonly ReadTier[], quantity: Decimal, entersAtZero: boolean): TierSlice[] {
  const slices: TierSlice[] = [];
  for (const [index, tier] of tiers.entries()) {
    if (!quantity.greaterThan(tier.from) && !(index === 0 && entersAtZero)) break;
    const top = tier.upTo !== null && quantity.greaterThan(tier.upTo) ? tier.upTo : quantity;
    slices.push({ tier, index, units: top.minus(tier.from) });
  }
  const end = slices.at(-1)?.tier.upTo ?? null;
  if (end !== null && slices.length === tiers.length && quantity.greaterThan(end)) throw noTier(quantity);
  return slices;
}

/**
 * The one tier that a quantity falls in, its upper bound included.
 * @throws BillingError invalid_pricing when the last tier is not open and ends below the quantity
 */
export function tierOf(tiers: readonly ReadTier[], quantity: Decimal): { tier: ReadTier; index: number } {
  for (const [index, tier] of tiers.entries()) {
    if (tier.upTo === null || !quantity.greaterThan(tier.upTo)) return { tier, index };
  }
  throw noTier(quantity);
}

// `Pricing.parse` lets no such list through; one made by hand must not give units away.
function noTier(quantity: Decimal): BillingError {
  return new BillingError('invalid_pricing', `the tiers end below the quantity ${quantity}; open the last one.`);
}
