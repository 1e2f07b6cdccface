import {
  allocate,
  Decimal,
  type DecimalLike,
  fromUnits,
  parseDecimal,
  type RoundingMode,
  settle,
  toUnits,
} from '../money/index.ts';

export type Discount = {
  type: 'fixed' | 'percent';
  /** Major units, or percent. */
  value: DecimalLike;
  /** Ids of the lines it is for; all of them unless given. */
  applies_to?: readonly string[];
};

export type DiscountableLine = { id: string; amount: Decimal };

export type DiscountPolicy = {
  scale: number;
  mode: RoundingMode;
  /** How one discount is spread over its lines: in exact proportion, or in whole minor units that add up. */
  spread: 'exact' | 'largest_remainder';
};

export type AppliedDiscounts = { total: Decimal; applied: Decimal[]; line_discounts: Decimal[] };

/**
 * Applies discounts in order, each to what the ones before it left.
 *
 * A discount is limited to what is left of its eligible lines (those above zero) and spread over them in proportion to
 * it. Percents are rounded at `scale`; fixed values are taken as they are.
 *
 * @example lines 60 and 40, fixed 10: line discounts 6 and 4
 */
export function applyDiscounts(
  lines: readonly DiscountableLine[],
  discounts: readonly Discount[],
  policy: DiscountPolicy,
): AppliedDiscounts {
  const left = lines.map((line) => line.amount);
  const applied = discounts.map((discount) => {
    const eligible = lines.flatMap(({ id }, index) => (isEligible(discount, id, left[index]) ? [index] : []));
    const base = eligible.reduce((sum, index) => sum.plus(left[index] ?? 0), new Decimal(0));
    const amount = discountAmount(discount, base, policy);
    const shares = spread(
      amount,
      eligible.map((index) => left[index] ?? new Decimal(0)),
      base,
      policy,
    );
    for (const [position, index] of eligible.entries())
      left[index] = (left[index] ?? new Decimal(0)).minus(shares[position] ?? 0);
    return amount;
  });
  return {
    total: Decimal.sum(0, ...applied),
    applied,
    line_discounts: lines.map((line, index) => line.amount.minus(left[index] ?? 0)),
  };
}

/**
 * What one discount takes off a base: a percent of it rounded, or the fixed value; never more than the base.
 * @example discountAmount({ type: 'percent', value: '33.333' }, 10, { scale: 2, mode: 'half_up' }) // 3.33
 */
export function discountAmount(
  discount: Pick<Discount, 'type' | 'value'>,
  base: Decimal,
  rounding: { scale: number; mode: RoundingMode },
): Decimal {
  const value = parseDecimal(discount.value);
  const wanted = discount.type === 'fixed' ? value : settle(base.times(value).div(100), rounding.scale, rounding.mode);
  return Decimal.max(0, Decimal.min(wanted, base));
}

function isEligible(discount: Discount, id: string, left: Decimal | undefined): boolean {
  return (discount.applies_to?.includes(id) ?? true) && left !== undefined && left.greaterThan(0);
}

function spread(amount: Decimal, left: readonly Decimal[], base: Decimal, policy: DiscountPolicy): Decimal[] {
  if (base.isZero()) return left.map(() => new Decimal(0));
  // The last share of an exact split would otherwise keep the noise of a division: a base used up is used up wholly.
  if (amount.equals(base)) return [...left];
  if (policy.spread === 'exact') return left.map((share) => amount.times(share).div(base));
  return allocate(toUnits(amount, policy.scale), left, 'largest_remainder').map((units) =>
    fromUnits(units, policy.scale),
  );
}
