import type { Discount } from '@revenue/billing-core/discounts';
import { BillingError, isBillingError } from '@revenue/billing-core/errors';
import { fromMinor, toMinor } from '@revenue/billing-core/money';

/** A discount as it was asked for: a percent, minor units, or neither. */
export interface AskedDiscount {
  percent_off: string | null;
  amount_off: bigint | null;
}

export const NO_DISCOUNT: AskedDiscount = { percent_off: null, amount_off: null };

type DiscountInput = { percent_off?: string | null | undefined; amount_off?: string | null | undefined };

/** @throws BillingError amount_not_exact, with the path, for more places than the currency has */
export function readDiscount(input: DiscountInput, currency: string, parent = ''): AskedDiscount {
  const { percent_off, amount_off } = input;
  if (!amount_off) return { percent_off: percent_off ?? null, amount_off: null };
  try {
    return { percent_off: null, amount_off: toMinor(amount_off, currency) };
  } catch (error) {
    if (!isBillingError(error)) throw error;
    const errors = [{ path: `${parent}amount_off`, message: error.message }];
    throw new BillingError(error.code, error.message, { errors }, { cause: error });
  }
}

/** The same for the core, which takes major units. */
export function toDiscounts(
  { percent_off, amount_off }: AskedDiscount,
  currency: string,
): Pick<Discount, 'type' | 'value'>[] {
  if (percent_off !== null) return [{ type: 'percent', value: percent_off }];
  return amount_off === null ? [] : [{ type: 'fixed', value: fromMinor(amount_off, currency) }];
}
