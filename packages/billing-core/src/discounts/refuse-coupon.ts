import {
  compareFractions,
  currencyExponent,
  fromMinor,
  parseDecimal,
  toFraction,
  wholeFraction,
} from '../money/index.ts';
import type { LocalDate } from '../time/index.ts';
import type { HeldCoupon } from './coupon-use.ts';

/** What is bought, before discounts and tax. */
export type CouponedOrder = {
  currency: string;
  /** The day in the time zone of the customer. */
  on: LocalDate;
  /** Whether the customer has bought nothing before. */
  is_first: boolean;
  /** `amount` in minor units; `id` as discounts name it, in an invoice its position. */
  lines: readonly { id: string; product_id: string | null; amount: bigint }[];
};

export type CouponRefusal = {
  code: string;
  reason:
    | 'not_yet_valid'
    | 'expired'
    | 'not_first_order'
    | 'used_up'
    | 'other_currency'
    | 'nothing_eligible'
    | 'below_minimum'
    | 'not_combinable';
  message: string;
};

/**
 * Why a coupon takes nothing off an order, the first reason of the list of `CouponRefusal`; null when it applies. The days
 * on which it is valid, and that an order is the first, count when a coupon is redeemed; what was redeemed stays, for as
 * many periods as it was promised. The minimum is asked of each order.
 *
 * @throws BillingError unknown_currency
 * @example
 * const terms = CouponTerms.parse({ code: 'TEN', type: 'percent', value: 10, valid_to: '2026-04-01' });
 * const order = { currency: 'EUR', on: '2026-03-31', is_first: true, lines: [{ id: '1', product_id: null, amount: 500n }] };
 * whyCouponRefused({ terms, use: UNUSED_COUPON }, order) // null
 * whyCouponRefused({ terms, use: UNUSED_COUPON }, { ...order, on: '2026-04-01' }).reason // 'expired'
 */
export function whyCouponRefused(coupon: HeldCoupon, order: CouponedOrder): CouponRefusal | null {
  const found = redeemFault(coupon, order) ?? useFault(coupon) ?? orderFault(coupon, order);
  return found === null ? null : { code: coupon.terms.code, ...found };
}

/**
 * Whether a coupon takes something off an order, were it alone.
 * @throws BillingError unknown_currency
 * @example
 * const terms = CouponTerms.parse({ code: 'FIVE', type: 'fixed', value: 5, currency: 'EUR', minimum_amount: 20 });
 * const order = (amount) => ({ currency: 'EUR', on: '2026-03-31', is_first: true, lines: [{ id: '1', product_id: null, amount }] });
 * isCouponApplicable({ terms, use: UNUSED_COUPON }, order(2000n)) // true
 * isCouponApplicable({ terms, use: UNUSED_COUPON }, order(1999n)) // false
 */
export function isCouponApplicable(coupon: HeldCoupon, order: CouponedOrder): boolean {
  return whyCouponRefused(coupon, order) === null;
}

/**
 * The lines of an order that a coupon is for: all of them, or those of its products.
 * @example
 * const terms = CouponTerms.parse({ code: 'TEN', type: 'percent', value: 10, product_ids: ['crm'] });
 * const lines = [{ id: '1', product_id: 'crm', amount: 500n }, { id: '2', product_id: null, amount: 300n }];
 * linesOfCoupon({ terms, use: UNUSED_COUPON }, { currency: 'EUR', on: '2026-03-31', is_first: true, lines }).length // 1
 */
export function linesOfCoupon({ terms }: HeldCoupon, { lines }: CouponedOrder): CouponedOrder['lines'] {
  const { product_ids } = terms;
  if (product_ids === null) return lines;
  return lines.filter(({ product_id }) => product_id !== null && product_ids.includes(product_id));
}

type Found = Omit<CouponRefusal, 'code'> | null;

function redeemFault({ terms, use }: HeldCoupon, { on, is_first }: CouponedOrder): Found {
  const { code, valid_from, valid_to, first_order_only } = terms;
  if (use.redeemed_on !== null) return null;
  if (valid_from !== null && on < valid_from)
    return { reason: 'not_yet_valid', message: `${code} is valid from ${valid_from}; ${on} is before it.` };
  if (valid_to !== null && on >= valid_to)
    return { reason: 'expired', message: `${code} was valid until ${valid_to}; ${on} is not before it.` };
  if (!first_order_only || is_first) return null;
  return { reason: 'not_first_order', message: `${code} is for a first order; the customer has bought before.` };
}

function useFault({ terms, use }: HeldCoupon): Found {
  const { code, duration, value, currency } = terms;
  if (duration === 'for_ever') return null;
  if (duration === 'until_spent') {
    if (parseDecimal(use.amount_used).lessThan(value)) return null;
    return { reason: 'used_up', message: `${code} is spent; all of ${value} ${currency} was taken off.` };
  }
  const periods = terms.periods ?? 1;
  if (use.periods_used < periods) return null;
  return { reason: 'used_up', message: `${code} was on ${use.periods_used} of ${periods} invoices; it is used up.` };
}

function orderFault(coupon: HeldCoupon, order: CouponedOrder): Found {
  const { code, currency, minimum_amount } = coupon.terms;
  if (currency !== null && currency !== order.currency)
    return { reason: 'other_currency', message: `${code} is for ${currency}; the order is in ${order.currency}.` };
  const lines = linesOfCoupon(coupon, order);
  if (lines.every(({ amount }) => amount <= 0n))
    return {
      reason: 'nothing_eligible',
      message: `${code} is for nothing that is on the order with a price above zero.`,
    };
  if (minimum_amount === null) return null;
  const sum = lines.reduce((total, { amount }) => total + amount, 0n);
  const minimum = toFraction(minimum_amount, currencyExponent(order.currency));
  if (compareFractions(wholeFraction(sum), minimum) >= 0) return null;
  const reached = fromMinor(sum, order.currency);
  return {
    reason: 'below_minimum',
    message: `${code} is for orders from ${minimum_amount}; what it is for comes to ${reached}.`,
  };
}
