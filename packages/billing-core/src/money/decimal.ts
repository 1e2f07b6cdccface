import { Decimal as DecimalJs } from 'decimal.js';
import { BillingError } from '../errors/index.ts';

/**
 * The one configured decimal. 120 significant digits: the product of three stored decimals (38 digits each) keeps all
 * its digits, so only a division is ever rounded, and the code that divides says how. No exponent notation in either
 * direction: `toString` is always plain digits.
 * @example new Decimal('0.1').plus('0.2') // 0.3
 */
export const Decimal = DecimalJs.clone({
  precision: 120,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = DecimalJs;

/**
 * A decimal of any make: text, bigint, ours, or the one a database driver hands out. Never a JSON number: those pass
 * the codecs of `wire.ts` first, so that a float cannot slip into arithmetic. (The shape has `d`, `e` and `s` because a
 * number has a `toFixed` too.)
 */
export type DecimalLike =
  | string
  | bigint
  | { readonly d: number[]; readonly e: number; readonly s: number; toFixed(): string };

// No sign, no needless zero: what `toFixed` would give back.
const SHORTEST_DECIMAL = /^(0|[1-9]\d*)(\.\d*[1-9])?$/;
// The same with zeros at the end, as prices are written: 99.00.
const PADDED_DECIMAL = /^(0|[1-9]\d*)\.\d+$/;
const PADDING = /\.?0+$/;
const PLAIN_DECIMAL = /^[+-]?\d+(\.\d+)?$/;
// Longer texts are an attack or a mistake; stored decimals have at most 38 digits.
const MAX_TEXT_LENGTH = 100;

/**
 * True for plain decimal text: optional sign, digits, optional fraction. No exponent, no separators, no blanks.
 * @example isDecimalText('-12.50') // true
 * @example isDecimalText('1e3') // false
 */
export function isDecimalText(text: string): boolean {
  return text.length <= MAX_TEXT_LENGTH && PLAIN_DECIMAL.test(text);
}

/**
 * Reads a decimal exactly.
 *
 * @throws BillingError validation_failed when a text is not plain decimal notation ("1e400", "1,000", "").
 * @example parseDecimal('0.10') // 0.1
 * @example parseDecimal('1,000') // throws validation_failed
 */
export function parseDecimal(value: DecimalLike): Decimal {
  if (typeof value === 'bigint') return new Decimal(value.toString());
  // A decimal of another configuration would carry its own precision into the result.
  if (value instanceof DecimalJs && value.constructor === Decimal) return value;
  const text = typeof value === 'string' ? value : value.toFixed();
  if (!isDecimalText(text)) {
    throw new BillingError(
      'validation_failed',
      `"${text.slice(0, 40)}" is not a plain decimal number; write it like "1234.5".`,
    );
  }
  return new Decimal(text);
}

/**
 * The shortest plain text of a decimal: no trailing zeros, no exponent, no "-0".
 * @example decimalText('-0.00') // '0'
 * @example decimalText('1.50') // '1.5'
 */
export function decimalText(value: DecimalLike): string {
  if (typeof value === 'string' && value.length <= MAX_TEXT_LENGTH) {
    // Most texts are the shortest already, or nearly; to see that costs a tenth of reading and writing them.
    if (SHORTEST_DECIMAL.test(value)) return value;
    if (PADDED_DECIMAL.test(value)) return value.replace(PADDING, '');
  }
  return parseDecimal(value).toFixed();
}

const POWERS = Array.from({ length: 13 }, (_, exponent) => new Decimal(10).pow(exponent));

/**
 * Ten to the power of a whole exponent, from a table for the common ones.
 * @example tenTo(3) // 1000
 * @example tenTo(13) // 10000000000000
 */
export function tenTo(exponent: number): Decimal {
  return POWERS[exponent] ?? new Decimal(10).pow(exponent);
}
