import { parseDecimal } from '../money/index.ts';
import type { Discount } from './apply-discounts.ts';
import type { HeldCoupon } from './coupon-use.ts';
import { type CouponedOrder, type CouponRefusal, linesOfCoupon, whyCouponRefused } from './refuse-coupon.ts';

export type SelectedCoupons = {
  /** In the order in which they are taken off: the `discounts` of `draftInvoice`, with the code they come from. */
  discounts: (Discount & { code: string })[];
  /** In the same order: why the others are not. */
  refused: CouponRefusal[];
};

/**
 * Which coupons an order gets, and in which order: the lower `stacking_order` first, of equal ones the one given first. A
 * coupon that is not combinable is taken alone: when it is the first that applies, the others are refused, and else it is.
 * What a fixed one that lasts `until_spent` has left is its value.
 *
 * @throws BillingError unknown_currency
 * @example
 * const coupon = (terms) => ({ terms: CouponTerms.parse({ type: 'percent', value: 10, ...terms }), use: UNUSED_COUPON });
 * const coupons = [coupon({ code: 'SECOND', stacking_order: 2 }), coupon({ code: 'FIRST', product_ids: ['crm'] })];
 * const lines = [{ id: '1', product_id: 'crm', amount: 1000n }, { id: '2', product_id: 'setup', amount: 500n }];
 * const order = { currency: 'EUR', on: '2026-03-31', is_first: false, lines };
 * selectCoupons(coupons, order).discounts
 * // [{ code: 'FIRST', type: 'percent', value: '10', applies_to: ['1'] }, { code: 'SECOND', type: 'percent', value: '10' }]
 * const alone = coupon({ code: 'ALONE', combinable: false });
 * selectCoupons([...coupons, alone], order).refused.map(({ code, reason }) => [code, reason]) // [['ALONE', 'not_combinable']]
 */
export function selectCoupons(coupons: readonly HeldCoupon[], order: CouponedOrder): SelectedCoupons {
  const inOrder = [...coupons].sort((left, right) => left.terms.stacking_order - right.terms.stacking_order);
  const taken: HeldCoupon[] = [];
  const refused: CouponRefusal[] = [];
  for (const coupon of inOrder) {
    const refusal = whyCouponRefused(coupon, order) ?? whyNotBeside(coupon, taken);
    if (refusal === null) taken.push(coupon);
    else refused.push(refusal);
  }
  return { discounts: taken.map((coupon) => toDiscount(coupon, order)), refused };
}

function whyNotBeside({ terms }: HeldCoupon, [first]: readonly HeldCoupon[]): CouponRefusal | null {
  if (first === undefined || (terms.combinable && first.terms.combinable)) return null;
  const alone = terms.combinable ? first.terms.code : terms.code;
  const message = `${terms.code} cannot stand beside ${first.terms.code}; ${alone} is taken alone.`;
  return { code: terms.code, reason: 'not_combinable', message };
}

function toDiscount(coupon: HeldCoupon, order: CouponedOrder): Discount & { code: string } {
  const { code, type, value, duration, product_ids } = coupon.terms;
  const left =
    duration === 'until_spent' ? parseDecimal(value).minus(parseDecimal(coupon.use.amount_used)).toFixed() : value;
  const discount = { code, type, value: left };
  if (product_ids === null) return discount;
  return { ...discount, applies_to: linesOfCoupon(coupon, order).map(({ id }) => id) };
}
