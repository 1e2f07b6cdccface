import {
  applySpendLimits,
  feeWithIncludedUnits,
  freeUnits,
  type GraduatedPricing,
  graduatedBreakdown,
  minimumTrueUp,
  PackagePricing,
  PercentagePricing,
  Pricing,
  type PricingInput,
  packageIncrement,
  packagesOf,
  paidTransactions,
  priceBuckets,
  priceCommitment,
  priceExactly,
  priceIncrement,
  type VolumePricing,
  volumeTier,
} from '../../src/catalog/index.ts';
import { parseDecimal, roundIfAsked, sumDecimals } from '../../src/money/index.ts';
import { parseInstant } from '../../src/time/index.ts';
import { drawDown } from '../../src/wallets/index.ts';
import { type Kinds, kind, type Rounded, roundedAsAsked, said } from './kind.ts';

type TierWords = { up_to: string | null; unit_amount: string; flat_amount?: string };
type TieredWords = {
  tiers: TierWords[];
  zero_quantity?: 'zero' | 'first_tier_flat';
  billing_units?: string;
};
type PackageWords = {
  package_size: string;
  package_amount: string;
  free_units?: string;
  round?: keyof typeof PACKAGE_ROUNDING;
};

const PACKAGE_ROUNDING = { up: 'up', ceil: 'up', down: 'down', floor: 'down' } as const;

function graduatedOf(words: TieredWords): GraduatedPricing {
  return Pricing.parse({ model: 'graduated', ...tieredFields(words) }) as GraduatedPricing;
}

function volumeOf(words: TieredWords): VolumePricing {
  return Pricing.parse({ model: 'volume', ...tieredFields(words) }) as VolumePricing;
}

/** `billing_units` N: the quantity is rounded up to a multiple of N, and unit_amount is for N units. */
function tieredFields({ tiers, zero_quantity, billing_units }: TieredWords) {
  return {
    tiers,
    ...said('zero_quantity', zero_quantity),
    ...said('per_units', billing_units),
    ...said('round_up_to_units', billing_units),
  };
}

function packageOf({ package_size, package_amount, free_units, round }: PackageWords): PackagePricing {
  const options = { ...said('free_units', free_units), ...said('round', round && PACKAGE_ROUNDING[round]) };
  return PackagePricing.parse({ model: 'package', package_size, package_amount, ...options });
}

type BucketWords = { model: string; price: object };

/** Each bucket is a period of its own, and bears the flat fee of the first tier even when it is empty. */
function bucketPricing({ model, price }: BucketWords): Pricing {
  if (model === 'package') return packageOf(price as PackageWords);
  const words = { zero_quantity: 'first_tier_flat' as const, ...(price as TieredWords) };
  if (model === 'graduated') return graduatedOf(words);
  if (model === 'volume') return volumeOf(words);
  return Pricing.parse({ ...(model === 'graduated_percentage' ? words : price), model });
}

export const pricingKinds: Kinds = {
  per_unit: kind<{ unit_amount: string; quantity: string } & Rounded>((input) => {
    const pricing = Pricing.parse({ model: 'per_unit', unit_amount: input.unit_amount });
    return { amount: roundIfAsked(priceExactly(pricing, input.quantity), input.rounding) };
  }),
  graduated: kind<TieredWords & { quantity: string } & Rounded>((input) => ({
    amount: roundIfAsked(priceExactly(graduatedOf(input), input.quantity), input.rounding),
    breakdown: graduatedBreakdown(graduatedOf(input), input.quantity).map(({ tier, units, amount }) => ({
      tier,
      units,
      amount: roundIfAsked(amount, input.rounding),
    })),
  })),
  volume: kind<TieredWords & { quantity: string; tier_selection_quantity?: string } & Rounded>((input) => {
    const pricing = volumeOf(input);
    const options = said('tier_selection_quantity', input.tier_selection_quantity);
    return {
      amount: roundIfAsked(priceExactly(pricing, input.quantity, options), input.rounding),
      tier: volumeTier(pricing, input.quantity, input.tier_selection_quantity),
    };
  }),
  graduated_increment: kind<TieredWords & { previous_quantity: string; quantity: string } & Rounded>((input) => ({
    amount: roundIfAsked(priceIncrement(graduatedOf(input), input.previous_quantity, input.quantity), input.rounding),
  })),
  package: kind<PackageWords & { quantity: string } & Rounded>((input) => ({
    packages: packagesOf(packageOf(input), parseDecimal(input.quantity)),
    amount: roundIfAsked(priceExactly(packageOf(input), input.quantity), input.rounding),
  })),
  package_increment: kind<PackageWords & { previous_quantity: string; quantity: string } & Rounded>((input) => ({
    packages: packageIncrement(packageOf(input), input.previous_quantity, input.quantity),
    amount: roundIfAsked(priceIncrement(packageOf(input), input.previous_quantity, input.quantity), input.rounding),
  })),
  percentage: kind<{ transactions: string[] } & Omit<PricingInput & { model: 'percentage' }, 'model'> & Rounded>(
    ({ transactions, rounding, ...fields }) => {
      const pricing = PercentagePricing.parse({ model: 'percentage', ...fields });
      const values = transactions.map(parseDecimal);
      const paid = paidTransactions(pricing, values);
      return {
        amount: roundIfAsked(priceExactly(pricing, sumDecimals(values), { transactions: values }), rounding),
        paid_transactions: paid.length,
        paid_volume: sumDecimals(paid.map((transaction) => transaction.paid)),
      };
    },
  ),
  // The convention of these cases: the first tier is entered even at zero.
  graduated_percentage: kind<
    Rounded & {
      tiers: { up_to: string | null; rate_percent: string; flat_amount?: string }[];
      quantity: string;
      zero_quantity?: 'zero' | 'first_tier_flat';
    }
  >(({ tiers, quantity, zero_quantity = 'first_tier_flat', rounding }) => {
    const pricing = Pricing.parse({ model: 'graduated_percentage', tiers, zero_quantity });
    return { amount: roundIfAsked(priceExactly(pricing, quantity), rounding) };
  }),
  spend_limits: kind<Parameters<typeof applySpendLimits>[0] & Rounded>((input) =>
    roundedAsAsked(applySpendLimits(input), input),
  ),
  minimum_true_up: kind<{ minimum: string; used: string; billed_days?: number; period_days?: number } & Rounded>(
    ({ minimum, used, billed_days, period_days, rounding }) => {
      const prorated = billed_days !== undefined && period_days !== undefined;
      const portion = prorated ? { part: billed_days, whole: period_days } : undefined;
      return { true_up: minimumTrueUp(minimum, used, portion, rounding) };
    },
  ),
  commitment_overage: kind<
    { windows: { usage_cost: string }[] } & {
      commitment_amount: string;
      overage_factor: string;
      true_up: boolean;
    } & Rounded
  >(({ windows, rounding, ...commitment }) => ({
    amount: roundIfAsked(
      sumDecimals(windows.map(({ usage_cost }) => priceCommitment(usage_cost, commitment))),
      rounding,
    ),
  })),
  bucketed: kind<BucketWords & { bucket_quantities: string[] } & Rounded>(
    ({ bucket_quantities, rounding, ...words }) => ({
      amount: roundIfAsked(priceBuckets(bucketPricing(words), bucket_quantities), rounding),
    }),
  ),
  usage_discount: kind<{ free_quantity: string; previous_quantity?: string; quantity: string }>((input) =>
    freeUnits(input.free_quantity, input.previous_quantity ?? '0', input.quantity),
  ),
  fee_with_included_units: kind<Parameters<typeof feeWithIncludedUnits>[0] & Rounded>((input) =>
    roundedAsAsked(feeWithIncludedUnits(input), input),
  ),
  prepaid_drawdown: kind<{
    grants: { id: string; amount: string; priority: number; effective_at: string; expires_at?: string | null }[];
    usage: { quantity: string; at: string }[];
    until: string;
    overage_carries_to_new_grants?: boolean;
  }>(({ grants, usage, until, overage_carries_to_new_grants }) =>
    drawDown({
      grants: grants.map(({ expires_at, ...grant }) => ({
        ...grant,
        effective_at: parseInstant(grant.effective_at),
        expires_at: expires_at === undefined || expires_at === null ? null : parseInstant(expires_at),
      })),
      usage: usage.map(({ quantity, at }) => ({ quantity, at: parseInstant(at) })),
      until: parseInstant(until),
      ...said('overage_carries_to_new_grants', overage_carries_to_new_grants),
    }),
  ),
};
