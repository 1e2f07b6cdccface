import {
  addFractions,
  compareFractions,
  type DecimalLike,
  type Fraction,
  multiplyFractions,
  NO_FRACTION,
  type RoundingMode,
  roundFraction,
  roundToSum,
  subtractFractions,
  sumFractions,
  toFraction,
  wholeFraction,
} from '../money/index.ts';
import { type DiscountOrder, orderDiscounts } from './order-discounts.ts';

export type Discount = {
  type: 'fixed' | 'percent';
  /** Major units, or percent. */
  value: DecimalLike;
  /** Ids of the lines it is for; all of them unless given. */
  applies_to?: readonly string[];
};

/** `amount` in units of `10^-scale`, minor units of a currency. */
export type DiscountableLine = { id: string; amount: Fraction };

/**
 * Whether discounts build on each other.
 * - sequential: each is taken of what the ones before it left
 * - additive: each percent is of the amount before any discount, so 10 % and 20 % are 30 %
 * - best: only the one that takes most, the first of equals
 */
export type DiscountStacking = 'sequential' | 'additive' | 'best';

export type DiscountPolicy = {
  scale: number;
  mode: RoundingMode;
  /** How one discount is spread over its lines: in exact proportion, or in whole minor units that add up. */
  spread: 'exact' | 'largest_remainder';
  /** in_order unless given. */
  order?: DiscountOrder;
  /** sequential unless given. */
  stacking?: DiscountStacking;
};

/** What one discount took; all amounts in units of `10^-scale`. */
export type AppliedDiscount = {
  /** Position in the list that was given. */
  index: number;
  /** What was left of its lines, and what a percent is of. */
  left: Fraction;
  base: Fraction;
  amount: Fraction;
  shares: readonly { line: number; before: Fraction; share: Fraction }[];
};

export type AppliedDiscounts = { total: Fraction; applied: AppliedDiscount[]; line_discounts: Fraction[] };

/**
 * Takes discounts off lines, in the order of the policy. A discount is limited to what is left of its lines, those above
 * zero, and spread over them in proportion to it. Amounts are in units of `10^-scale`; percents are rounded there once,
 * fixed values too unless shares are exact. A value at or below zero takes nothing.
 *
 * @throws BillingError validation_failed when a value is not a decimal
 * @example
 * const line = (id, n) => ({ id, amount: { n, d: 1n } });
 * const policy = { scale: 2, mode: 'half_up', spread: 'largest_remainder' };
 * const off = applyDiscounts([line('a', 6000n), line('b', 4000n)], [{ type: 'fixed', value: '10' }], policy);
 * off.line_discounts // [{ n: 600n, d: 1n }, { n: 400n, d: 1n }]
 */
export function applyDiscounts(
  lines: readonly DiscountableLine[],
  discounts: readonly Discount[],
  policy: DiscountPolicy,
): AppliedDiscounts {
  if (discounts.length === 0) return { total: NO_FRACTION, applied: [], line_discounts: lines.map(() => NO_FRACTION) };
  const left = lines.map((line) => line.amount);
  const applied: AppliedDiscount[] = [];
  for (const { discount, index } of chosen(lines, discounts, policy)) {
    const taken = takeOff(lines, left, discount, index, policy);
    applied.push(taken);
    for (const { line, before, share } of taken.shares) left[line] = subtractFractions(before, share);
  }
  return {
    total: sumFractions(applied.map(({ amount }) => amount)),
    applied,
    line_discounts: lines.map(({ amount }, index) => subtractFractions(amount, left[index] ?? NO_FRACTION)),
  };
}

type Numbered = { discount: Discount; index: number };

function chosen(
  lines: readonly DiscountableLine[],
  discounts: readonly Discount[],
  policy: DiscountPolicy,
): Numbered[] {
  const ordered = orderDiscounts(discounts, policy.order ?? 'in_order');
  if (policy.stacking !== 'best' || ordered.length < 2) return ordered;
  const amounts = lines.map((line) => line.amount);
  const taken = ordered.map(({ discount, index }) => takeOff(lines, amounts, discount, index, policy).amount);
  const most = taken.reduce((best, amount) => (compareFractions(amount, best) > 0 ? amount : best), NO_FRACTION);
  const first = taken.findIndex((amount) => compareFractions(amount, most) === 0);
  return ordered.slice(first, first + 1);
}

function takeOff(
  lines: readonly DiscountableLine[],
  left: readonly Fraction[],
  discount: Discount,
  index: number,
  policy: DiscountPolicy,
): AppliedDiscount {
  const eligible: { line: number; before: Fraction }[] = [];
  let [sum, base] = [NO_FRACTION, NO_FRACTION];
  for (const [line, { id, amount }] of lines.entries()) {
    const before = left[line] ?? NO_FRACTION;
    if (before.n <= 0n || discount.applies_to?.includes(id) === false) continue;
    eligible.push({ line, before });
    sum = addFractions(sum, before);
    base = policy.stacking === 'additive' ? addFractions(base, amount) : sum;
  }
  const amount = discountAmount(discount, base, sum, policy);
  return { index, left: sum, base, amount, shares: spread(amount, eligible, sum, policy) };
}

/** What one discount takes: a percent of the base, rounded, or the fixed value; never more than what is left. */
function discountAmount(discount: Discount, base: Fraction, left: Fraction, policy: DiscountPolicy): Fraction {
  const wanted = wantedAmount(discount, base, policy);
  if (wanted.n <= 0n) return NO_FRACTION;
  // Whole parts cannot add up to a fraction of a minor unit; what is left of one stays.
  const most = policy.spread === 'exact' ? left : wholeFraction(roundFraction(left, 'floor'));
  return compareFractions(wanted, most) > 0 ? most : wanted;
}

function wantedAmount({ type, value }: Discount, base: Fraction, { scale, mode, spread }: DiscountPolicy): Fraction {
  if (type === 'fixed') {
    const exact = toFraction(value, scale);
    return spread === 'exact' ? exact : wholeFraction(roundFraction(exact, mode));
  }
  const { n, d } = multiplyFractions(base, toFraction(value));
  return wholeFraction(roundFraction({ n, d: d * 100n }, mode));
}

function spread(
  amount: Fraction,
  eligible: readonly { line: number; before: Fraction }[],
  left: Fraction,
  policy: DiscountPolicy,
): AppliedDiscount['shares'] {
  if (amount.n === 0n) return [];
  const exact = eligible.map(({ before }) => shareOf(amount, before, left));
  if (policy.spread === 'exact') return eligible.map((line, at) => ({ ...line, share: exact[at] ?? NO_FRACTION }));
  const whole = roundToSum(exact, amount.n / amount.d);
  return eligible.map(({ line, before }, at) => ({ line, before, share: wholeFraction(whole[at] ?? 0n) }));
}

function shareOf(amount: Fraction, before: Fraction, left: Fraction): Fraction {
  return multiplyFractions({ n: amount.n * before.n, d: amount.d * before.d }, { n: left.d, d: left.n });
}
