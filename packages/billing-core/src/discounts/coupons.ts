import {
  Decimal,
  type DecimalLike,
  fractionToDecimal,
  parseDecimal,
  type Rounding,
  roundIfAsked,
  subtractFractions,
  sumFractions,
  toFraction,
} from '../money/index.ts';
import { applyDiscounts, type Discount } from './apply-discounts.ts';

export type CouponOrder = 'in_order' | 'percent_first';

/** Major units. */
export type CouponSequence = { applied: Decimal[]; total_discount: Decimal; remaining: Decimal };

type Coupon = Pick<Discount, 'type' | 'value'>;

/**
 * Several coupons on one amount in major units, each on what the ones before it left, never below zero. Percents are
 * rounded, fixed values taken as they are. `percent_first` moves percents before fixed values and keeps the order
 * otherwise. `applied` is in the order applied. Source: the coupons of Meteroid.
 *
 * @throws BillingError validation_failed
 * @example
 * const coupons = [{ type: 'fixed', value: '0.10' }, { type: 'percent', value: '20' }];
 * couponSequence('1.00', coupons, 'in_order', { scale: 2, mode: 'half_up' }).applied // ['0.1', '0.18']
 * couponSequence('1.00', coupons, 'percent_first', { scale: 2, mode: 'half_up' }).applied // ['0.2', '0.1']
 */
export function couponSequence(
  subtotal: DecimalLike,
  coupons: readonly Coupon[],
  order: CouponOrder,
  rounding: Rounding,
): CouponSequence {
  const { scale } = rounding;
  const base = toFraction(subtotal, scale);
  const policy = { ...rounding, spread: 'exact', order } as const;
  const { applied, total } = applyDiscounts([{ id: 'subtotal', amount: base }], coupons, policy);
  return {
    applied: applied.map(({ amount }) => fractionToDecimal(amount, scale)),
    total_discount: fractionToDecimal(total, scale),
    remaining: fractionToDecimal(subtractFractions(base, total), scale),
  };
}

/**
 * What a coupon takes off a base, in major units. A fixed one is limited to the base and to what is left of it after
 * earlier use. Exact without a rounding.
 *
 * @throws BillingError validation_failed
 * @example couponAmount({ type: 'fixed', value: '0.12' }, '3', { already_used: '0.06' }).amount // 0.06
 * @example couponAmount({ type: 'percent', value: '50' }, '3').remaining // 1.5
 */
export function couponAmount(
  coupon: Coupon,
  baseAmount: DecimalLike,
  options: { already_used?: DecimalLike; rounding?: Rounding } = {},
): { amount: Decimal; remaining: Decimal } {
  const base = parseDecimal(baseAmount);
  const value = parseDecimal(coupon.value);
  const wanted =
    coupon.type === 'fixed' ? value.minus(parseDecimal(options.already_used ?? '0')) : base.times(value).div(100);
  const amount = Decimal.max(0, Decimal.min(roundIfAsked(wanted, options.rounding), base));
  return { amount, remaining: base.minus(amount) };
}

/**
 * One discount in major units spread over lines by largest remainder at the minor unit, ties to the earlier line. Only
 * lines above zero take part; the discount is capped at their sum.
 *
 * @throws BillingError validation_failed
 * @example allocateDiscount(['10', '10', '10'], '1', 2).line_discounts // ['0.34', '0.33', '0.33']
 */
export function allocateDiscount(
  lineAmounts: readonly DecimalLike[],
  discount: DecimalLike,
  scale: number,
): { line_discounts: Decimal[]; net_lines: Decimal[]; total_discount: Decimal } {
  const lines = lineAmounts.map((amount, index) => ({ id: String(index), amount: toFraction(amount, scale) }));
  const policy = { scale, mode: 'half_up', spread: 'largest_remainder' } as const;
  const { line_discounts, line_nets } = applyDiscounts(lines, [{ type: 'fixed', value: discount }], policy);
  const shown = (fraction: Parameters<typeof fractionToDecimal>[0]) => fractionToDecimal(fraction, scale);
  return {
    line_discounts: line_discounts.map(shown),
    net_lines: line_nets.map(shown),
    total_discount: shown(sumFractions(line_discounts)),
  };
}
