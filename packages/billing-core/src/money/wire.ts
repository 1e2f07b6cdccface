import { z } from 'zod';
import { BillingError } from '../errors/index.ts';
import { currencyExponent } from './currencies.ts';
import { Decimal, type DecimalLike, isDecimalText, parseDecimal } from './decimal.ts';
import { fromMinor } from './minor-units.ts';

/** What a double carries exactly, in decimal digits. More on the wire would be changed on the way, so it is refused. */
export const MAX_SIGNIFICANT_DIGITS = 15;
/** Places of a unit price or quantity, and of the database column behind them. */
export const MAX_DECIMAL_PLACES = 12;

export type WireFault = { code: 'validation_failed' | 'amount_not_exact'; message: string };

/**
 * Why a JSON number or text is not a decimal that the wire carries exactly; null when it is one.
 * A number is judged by its shortest text, the one JSON prints: a float never touches arithmetic.
 * @example wireDecimalFault(298.5) // null
 * @example wireDecimalFault(0.1 + 0.2).code // 'amount_not_exact'
 * @example wireDecimalFault('1e3').code // 'validation_failed'
 */
export function wireDecimalFault(value: number | string): WireFault | null {
  if (typeof value === 'number' ? !Number.isFinite(value) : !isDecimalText(value)) {
    return { code: 'validation_failed', message: 'is not a plain decimal number; write it like 1234.5 or "1234.5"' };
  }
  const decimal = new Decimal(String(value));
  if (decimal.decimalPlaces() > MAX_DECIMAL_PLACES) {
    return { code: 'amount_not_exact', message: `has more than ${MAX_DECIMAL_PLACES} decimal places` };
  }
  if (significantDigits(decimal) > MAX_SIGNIFICANT_DIGITS) {
    const message = `has more than ${MAX_SIGNIFICANT_DIGITS} significant digits, which a JSON number cannot carry exactly`;
    return { code: 'amount_not_exact', message };
  }
  return null;
}

// Trailing zeros of a whole number carry no information for a double: 10^15 and 10^16 are both exact.
function significantDigits(decimal: Decimal): number {
  return decimal.precision(false);
}

type Judge = (decimal: Decimal) => string | null;

/** A JSON number or decimal text, given on as plain decimal text, exactly. */
function wireDecimalInput(description: string, judge: Judge = () => null) {
  return z
    .union([z.number(), z.string()], { error: 'must be a number or a decimal text, such as 298 or "298.00"' })
    .transform((value, context) => {
      const fault = wireDecimalFault(value);
      const problem = fault ?? judgeMessage(new Decimal(String(value)), judge);
      if (problem === null) return new Decimal(String(value)).toFixed();
      context.addIssue({ code: 'custom', message: problem.message, params: { code: problem.code } });
      return z.NEVER;
    })
    .pipe(z.string())
    .describe(description);
}

function judgeMessage(decimal: Decimal, judge: Judge): WireFault | null {
  const message = judge(decimal);
  return message === null ? null : { code: 'validation_failed', message };
}

const notNegative: Judge = (decimal) => (decimal.isNegative() && !decimal.isZero() ? 'must not be negative' : null);

/** Any exact decimal. */
export const WireDecimalInput = wireDecimalInput('A decimal: JSON number, or text with all its digits.');
/** Major units. Whether the places fit the currency is decided by `toMinor`, which knows it. */
export const WireAmountInput = wireDecimalInput('Amount in major units (298.00): JSON number or decimal text.');
/** May be negative: a deduction is a line with a negative price. */
export const WireUnitPriceInput = wireDecimalInput('Price of one unit in major units, up to 12 decimal places.');
export const WireQuantityInput = wireDecimalInput('Quantity, zero or more, up to 12 decimal places.', notNegative);

export const WireAmount = z.number().describe('Amount in major units: 298 is 298.00.');
export const WireDecimal = z.number().describe('Exact decimal, at most 15 significant digits.');
export const WireQuantity = z.number().describe('Quantity, up to 12 decimal places.');
export const WireUnitPrice = z.number().describe('Price of one unit in major units, up to 12 decimal places.');

/**
 * Minor units to the JSON number of the wire.
 *
 * @throws BillingError amount_not_exact when a JSON number could not carry it; unknown_currency.
 * @example wireAmount(29800n, 'USD') // 298
 */
export function wireAmount(minor: bigint, currency: string): number {
  if (!isAlwaysExact(minor)) return wireDecimal(fromMinor(minor, currency));
  return quotient(minor, currency);
}

/**
 * The sum of many amounts to a JSON number, to the nearest that there is. Each amount was held to what a number carries
 * exactly when it was stored; their sum may be more, and a page of sums that is refused for its last cent would show nothing.
 *
 * @throws BillingError unknown_currency
 * @example wireSum(29800n, 'USD') // 298
 * @example wireSum(1801439850948182n, 'USD') // 18014398509481.82
 */
export function wireSum(minor: bigint, currency: string): number {
  return isAlwaysExact(minor) ? quotient(minor, currency) : Number(fromMinor(minor, currency));
}

/** Below it an amount has at most as many digits as a JSON number carries. */
const ALWAYS_EXACT = 10n ** BigInt(MAX_SIGNIFICANT_DIGITS);
const isAlwaysExact = (minor: bigint) => minor < ALWAYS_EXACT && minor > -ALWAYS_EXACT;

// Both are exact, and a quotient of two exact doubles is the double nearest to it: what its text would be read as.
function quotient(minor: bigint, currency: string): number {
  return Number(minor) / 10 ** currencyExponent(currency);
}

/**
 * A decimal to the JSON number of the wire.
 *
 * @throws BillingError amount_not_exact when the decimal has more than 15 significant digits.
 * @example wireDecimal('0.000000000001') // 0.000000000001
 * @example wireDecimal('1234567890123456') // throws amount_not_exact
 */
export function wireDecimal(value: DecimalLike): number {
  const decimal = parseDecimal(value);
  if (significantDigits(decimal) > MAX_SIGNIFICANT_DIGITS) {
    const text = decimal.toFixed();
    throw new BillingError('amount_not_exact', `${text} has more digits than a JSON number carries exactly.`);
  }
  return decimal.toNumber();
}
