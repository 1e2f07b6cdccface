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

export type AppliedDiscounts = {
  total: Fraction;
  applied: AppliedDiscount[];
  /** What each line bears, and what is left of it. */
  line_discounts: Fraction[];
  line_nets: Fraction[];
};

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
  if (discounts.length === 0) return nothingOff(lines);
  const open = lines.map(({ id, amount }, line): OpenLine => ({ line, id, amount, left: amount }));
  const applied = chosen(open, discounts, policy).map((discount) => {
    const { parts, ...taken } = takeOff(open, discount, policy);
    const shares = parts.map(({ of, share }) => ({ line: of.line, before: of.left, share }));
    for (const { of, share } of parts) of.left = subtractFractions(of.left, share);
    return { ...taken, shares };
  });
  return {
    total: sumFractions(applied.map(({ amount }) => amount)),
    applied,
    line_discounts: open.map(({ amount, left }) => subtractFractions(amount, left)),
    line_nets: open.map(({ left }) => left),
  };
}

function nothingOff(lines: readonly DiscountableLine[]): AppliedDiscounts {
  const [line_discounts, line_nets] = [lines.map(() => NO_FRACTION), lines.map(({ amount }) => amount)];
  return { total: NO_FRACTION, applied: [], line_discounts, line_nets };
}

/** A line with what the discounts so far have left of it. */
type OpenLine = DiscountableLine & { line: number; left: Fraction };
type Part = { of: OpenLine; share: Fraction };
type Numbered = { discount: Discount; index: number };

function chosen(open: readonly OpenLine[], discounts: readonly Discount[], policy: DiscountPolicy): Numbered[] {
  const ordered = orderDiscounts(discounts, policy.order ?? 'in_order');
  if (policy.stacking !== 'best' || ordered.length < 2) return ordered;
  const taken = ordered.map((discount) => takeOff(open, discount, policy).amount);
  const most = taken.reduce((best, amount) => (compareFractions(amount, best) > 0 ? amount : best), NO_FRACTION);
  const first = taken.findIndex((amount) => compareFractions(amount, most) === 0);
  return ordered.slice(first, first + 1);
}

function takeOff(
  open: readonly OpenLine[],
  { discount, index }: Numbered,
  policy: DiscountPolicy,
): Omit<AppliedDiscount, 'shares'> & { parts: Part[] } {
  const eligible: OpenLine[] = [];
  let [sum, base] = [NO_FRACTION, NO_FRACTION];
  for (const line of open) {
    if (line.left.n <= 0n || discount.applies_to?.includes(line.id) === false) continue;
    eligible.push(line);
    sum = addFractions(sum, line.left);
    base = policy.stacking === 'additive' ? addFractions(base, line.amount) : sum;
  }
  const amount = discountAmount(discount, base, sum, policy);
  return { index, left: sum, base, amount, parts: spread(amount, eligible, sum, policy) };
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

function spread(amount: Fraction, eligible: readonly OpenLine[], left: Fraction, policy: DiscountPolicy): Part[] {
  if (amount.n === 0n) return [];
  const exact = eligible.map((of) => ({ of, share: shareOf(amount, of.left, left) }));
  if (policy.spread === 'exact') return exact;
  const whole = roundToSum(
    exact.map(({ share }) => share),
    amount.n / amount.d,
  );
  return eligible.map((of, at) => ({ of, share: wholeFraction(whole[at] ?? 0n) }));
}

function shareOf(amount: Fraction, before: Fraction, left: Fraction): Fraction {
  // Whole amounts, which most are, need no common denominator.
  if (amount.d === 1n && before.d === 1n && left.d === 1n) return { n: amount.n * before.n, d: left.n };
  return multiplyFractions({ n: amount.n * before.n, d: amount.d * before.d }, { n: left.d, d: left.n });
}
