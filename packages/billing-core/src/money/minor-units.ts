import { BillingError } from '../errors/index.ts';
import { currencyExponent } from './currencies.ts';
import { type Decimal, type DecimalLike, parseDecimal, tenTo } from './decimal.ts';
import { fromUnits } from './from-units.ts';
import { type RoundingMode, roundDecimal } from './round.ts';

// The column is a signed 64-bit integer; beyond it PostgreSQL refuses, so we refuse first and say why.
const MAX_MINOR = 9_223_372_036_854_775_807n;

/**
 * Major units to minor units of the currency.
 *
 * @param amount exact decimal in major units
 * @param mode how to round what is finer than the minor unit; without it such an amount is refused
 * @throws BillingError amount_not_exact, amount_out_of_range, unknown_currency
 * @example toMinor('10.99', 'USD') // 1099n
 * @example toMinor('0.005', 'USD', 'half_up') // 1n
 * @example toMinor('0.005', 'USD') // throws amount_not_exact
 */
export function toMinor(amount: DecimalLike, currency: string, mode?: RoundingMode): bigint {
  const exponent = currencyExponent(currency);
  const exact = parseDecimal(amount);
  if (mode === undefined && exact.decimalPlaces() > exponent) {
    throw new BillingError(
      'amount_not_exact',
      `${exact.toFixed()} ${currency} has more than ${exponent} decimal places; round it first.`,
    );
  }
  return assertStorable(
    BigInt(
      roundDecimal(exact, exponent, mode ?? 'half_up')
        .times(tenTo(exponent))
        .toFixed(0),
    ),
  );
}

/**
 * Minor units to a decimal text in major units with all the places of the currency.
 *
 * @throws BillingError unknown_currency
 * @example fromMinor(1099n, 'USD') // '10.99'
 * @example fromMinor(-5n, 'EUR') // '-0.05'
 */
export function fromMinor(minor: bigint, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  const sign = minor < 0n ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * Minor units as an exact decimal in major units, for further arithmetic.
 *
 * @throws BillingError unknown_currency
 * @example minorToDecimal(1099n, 'USD') // 10.99
 */
export function minorToDecimal(minor: bigint, currency: string): Decimal {
  return fromUnits(minor, currencyExponent(currency));
}

/**
 * The same amount, when the database can store it.
 * @throws BillingError amount_out_of_range
 * @example assertStorable(1099n)     // 1099n
 * @example assertStorable(2n ** 64n) // throws amount_out_of_range
 */
export function assertStorable(minor: bigint): bigint {
  if (minor <= MAX_MINOR && minor >= -MAX_MINOR) return minor;
  throw new BillingError(
    'amount_out_of_range',
    `${minor} minor units are more than can be stored, ${MAX_MINOR} at most. Is there a digit too many?`,
  );
}
