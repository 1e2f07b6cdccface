import { Decimal, type DecimalLike, parseDecimal, type Rounding, roundIfAsked, sumDecimals } from '../money/index.ts';
import { applyDiscounts, type Discount } from './apply-discounts.ts';

export type CouponOrder = 'in_order' | 'percent_first';

export type CouponSequence = { applied: Decimal[]; total_discount: Decimal; remaining: Decimal };

type Coupon = Pick<Discount, 'type' | 'value'>;

/**
 * Several coupons on one amount, each on what the ones before it left, never below zero. `percent_first` moves percents
 * before fixed values and keeps the order otherwise. `applied` is in the order applied.
 *
 * @example 1.00 with 0.10 fixed, then 20 %: 0.10 + 0.18 = 0.28 off
 */
export function couponSequence(
  subtotal: DecimalLike,
  coupons: readonly Coupon[],
  order: CouponOrder,
  rounding: Rounding,
): CouponSequence {
  const base = parseDecimal(subtotal);
  const sequence = order === 'in_order' ? coupons : [...ofType(coupons, 'percent'), ...ofType(coupons, 'fixed')];
  const { applied, total } = applyDiscounts([{ id: 'subtotal', amount: base }], sequence, {
    ...rounding,
    spread: 'exact',
  });
  return { applied, total_discount: total, remaining: base.minus(total) };
}

function ofType(coupons: readonly Coupon[], type: Coupon['type']): Coupon[] {
  return coupons.filter((coupon) => coupon.type === type);
}

/**
 * What a coupon takes off a base. A fixed one is limited to the base and to what is left of it after earlier use.
 * @example couponAmount({ type: 'fixed', value: '0.12' }, '3', { already_used: '0.06' }) // amount 0.06
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
 * One discount spread over lines by largest remainder at the minor unit, ties to the earlier line. Only lines above zero
 * take part; the discount is capped at their sum.
 *
 * @example allocateDiscount(['10', '10', '10'], '1', 2) // 0.34, 0.33, 0.33
 */
export function allocateDiscount(
  lineAmounts: readonly DecimalLike[],
  discount: DecimalLike,
  scale: number,
): { line_discounts: Decimal[]; net_lines: Decimal[]; total_discount: Decimal } {
  const lines = lineAmounts.map((amount, index) => ({ id: String(index), amount: parseDecimal(amount) }));
  const policy = { scale, mode: 'half_up', spread: 'largest_remainder' } as const;
  const { line_discounts } = applyDiscounts(lines, [{ type: 'fixed', value: discount }], policy);
  return {
    line_discounts,
    net_lines: lines.map((line, index) => line.amount.minus(line_discounts[index] ?? 0)),
    total_discount: sumDecimals(line_discounts),
  };
}
