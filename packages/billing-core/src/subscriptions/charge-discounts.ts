import { priceExactly } from '../catalog/rate.ts';
import {
  currencyExponent,
  Decimal,
  fromMinor,
  type RoundingMode,
  settle,
  sumDecimals,
  toMinor,
} from '../money/index.ts';
import type { ChangeLine, NewItem } from './changes/change-terms.ts';
import type { SubscriptionDiscount } from './line-discounts.ts';

/**
 * What the discount of a subscription takes off the lines of a change, minor units. A percent is of each recurring charge;
 * of an amount that is for a whole period a charge bears the part that it is of what the items cost in one.
 *
 * @example
 * const seats = { kind: 'recurring', pricing: Pricing.parse({ model: 'flat', amount: '100' }), quantity: '1' };
 * const half = { type: 'charge', kind: 'recurring', amount: 5000n, service_start: '2025-01-16' };
 * const discount = { percent_off: null, amount_off: 1000n, ends_on: null };
 * chargeDiscounts([half], [seats], discount, { currency: 'USD', mode: 'half_up' }) // [500n]
 */
export function chargeDiscounts(
  lines: readonly Pick<ChangeLine, 'type' | 'kind' | 'amount' | 'service_start'>[],
  items: readonly Pick<NewItem, 'kind' | 'pricing' | 'quantity'>[],
  discount: SubscriptionDiscount | null,
  { currency, mode }: { currency: string; mode: RoundingMode },
): bigint[] {
  if (discount === null) return lines.map(() => 0n);
  const share = shareOf(items, discount, currency);
  return lines.map(({ type, kind, amount, service_start }) => {
    const isCovered = discount.ends_on === null || service_start < discount.ends_on;
    if (type !== 'charge' || kind !== 'recurring' || !isCovered) return 0n;
    const exact = share.times(fromMinor(amount, currency));
    return toMinor(settle(exact, currencyExponent(currency), mode), currency);
  });
}

/** The part of a price that is taken off, at most all of it. */
function shareOf(
  items: readonly Pick<NewItem, 'kind' | 'pricing' | 'quantity'>[],
  { percent_off, amount_off }: SubscriptionDiscount,
  currency: string,
): Decimal {
  if (amount_off === null) return new Decimal(percent_off ?? 0).div(100);
  const fees = items.filter(({ kind }) => kind === 'recurring');
  const whole = sumDecimals(fees.map(({ pricing, quantity }) => priceExactly(pricing, quantity)));
  return whole.isZero() ? new Decimal(0) : Decimal.min(1, new Decimal(fromMinor(amount_off, currency)).div(whole));
}
