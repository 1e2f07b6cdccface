import { type DecimalLike, minorToDecimal, parseDecimal } from '../money/index.ts';
import type { LocalDate } from '../time/index.ts';
import type { CouponTerms } from './schema.ts';

/** What a customer has had of a coupon so far. */
export type CouponUse = {
  /** The day in their time zone on which they redeemed it. */
  redeemed_on: LocalDate | null;
  /** Invoices that it took something off. */
  periods_used: number;
  /** What it took off in all, in major units. */
  amount_used: DecimalLike;
};

/** A coupon in the hands of a customer. */
export type HeldCoupon = { terms: CouponTerms; use: CouponUse };

export const UNUSED_COUPON: CouponUse = { redeemed_on: null, periods_used: 0, amount_used: '0' };

/**
 * The use of a coupon after an invoice, with what it took off that, in minor units. A coupon that took nothing off, since
 * others had taken all, is not used up by it. The day counts as redeemed when no earlier one does.
 *
 * @throws BillingError unknown_currency
 * @example couponUseAfter(UNUSED_COUPON, 250n, 'EUR', '2026-03-01') // { redeemed_on: '2026-03-01', periods_used: 1, amount_used: '2.5' }
 * @example couponUseAfter(UNUSED_COUPON, 0n, 'EUR', '2026-03-01') // { redeemed_on: null, periods_used: 0, amount_used: '0' }
 */
export function couponUseAfter(use: CouponUse, taken: bigint, currency: string, on: LocalDate): CouponUse {
  if (taken === 0n) return use;
  return {
    redeemed_on: use.redeemed_on ?? on,
    periods_used: use.periods_used + 1,
    amount_used: parseDecimal(use.amount_used).plus(minorToDecimal(taken, currency)).toFixed(),
  };
}
