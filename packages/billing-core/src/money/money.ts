import { BillingError } from '../errors/index.ts';

/** An amount: a whole number of minor units of an ISO 4217 currency. 298.00 USD is `{ amount: 29800n, currency: 'USD' }`. */
export type Money = { readonly amount: bigint; readonly currency: string };

/**
 * The sum of two amounts of one currency.
 *
 * @throws BillingError currency_mismatch: two currencies are never added without a rate.
 * @example add({ amount: 100n, currency: 'USD' }, { amount: 50n, currency: 'USD' }) // { amount: 150n, currency: 'USD' }
 * @example add({ amount: 100n, currency: 'USD' }, { amount: 50n, currency: 'EUR' }) // throws currency_mismatch
 */
export function add(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return { amount: left.amount + right.amount, currency: left.currency };
}

/**
 * The first amount less the second.
 *
 * @throws BillingError currency_mismatch
 * @example subtract({ amount: 100n, currency: 'USD' }, { amount: 150n, currency: 'USD' }) // { amount: -50n, currency: 'USD' }
 */
export function subtract(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return { amount: left.amount - right.amount, currency: left.currency };
}

/**
 * The same amount the other way round: the credit of a charge.
 * @example negate({ amount: 100n, currency: 'USD' }) // { amount: -100n, currency: 'USD' }
 */
export function negate(money: Money): Money {
  return { amount: -money.amount, currency: money.currency };
}

/**
 * The sum of amounts of one currency; of none it is zero.
 * @throws BillingError currency_mismatch
 * @example sum([{ amount: 100n, currency: 'USD' }, { amount: 50n, currency: 'USD' }], 'USD') // { amount: 150n, currency: 'USD' }
 * @example sum([], 'USD') // { amount: 0n, currency: 'USD' }
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
