import { BillingError } from '../errors/index.ts';

/** An amount: a whole number of minor units of an ISO 4217 currency. 298.00 USD is `{ amount: 29800n, currency: 'USD' }`. */
export type Money = { readonly amount: bigint; readonly currency: string };

/** @throws BillingError currency_mismatch: two currencies are never added without a rate. */
export function add(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return { amount: left.amount + right.amount, currency: left.currency };
}

/** @throws BillingError currency_mismatch */
export function subtract(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return { amount: left.amount - right.amount, currency: left.currency };
}

export function negate(money: Money): Money {
  return { amount: -money.amount, currency: money.currency };
}

/**
 * The sum of amounts of one currency; of none it is zero.
 * @throws BillingError currency_mismatch
 */
export function sum(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(add, { amount: 0n, currency });
}

function assertSameCurrency(left: Money, right: Money): void {
  if (left.currency === right.currency) return;
  throw new BillingError(
    'currency_mismatch',
    `${left.currency} and ${right.currency} cannot be added; convert one of them at a dated rate first.`,
  );
}
