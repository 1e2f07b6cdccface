import { BillingError } from '../errors/index.ts';
import { type Decimal, type DecimalLike, isDecimalText } from './decimal.ts';
import { fromUnits } from './from-units.ts';
import type { RoundingMode } from './round.ts';
import { roundQuotient } from './round-quotient.ts';

/**
 * An exact fraction of whole numbers; `d` is above zero, and the two need not be in lowest terms. Bigints add and
 * multiply several times faster than decimals, and a quotient that does not end loses nothing: thirds of an amount are
 * thirds, not 120 digits of them.
 */
export type Fraction = { readonly n: bigint; readonly d: bigint };

// Above this size of denominator the cost of large numbers is more than that of finding the common divisor.
const LARGE = 2n ** 64n;

/**
 * A whole number as a fraction.
 * @example wholeFraction(5n) // { n: 5n, d: 1n }
 */
export function wholeFraction(n: bigint): Fraction {
  return { n, d: 1n };
}

/** Nothing. */
export const NO_FRACTION = wholeFraction(0n);

/**
 * A decimal as an exact fraction, in units of `10^-scale`: with scale 2 an amount in major units becomes minor units.
 *
 * @throws BillingError validation_failed when it is not plain decimal text
 * @example toFraction('19.5') // { n: 195n, d: 10n }
 * @example toFraction('99.9', 2) // { n: 9990n, d: 1n }
 * @example toFraction('0.005', 2) // { n: 5n, d: 10n }
 */
export function toFraction(value: DecimalLike, scale = 0): Fraction {
  if (typeof value === 'bigint') return wholeFraction(value * powerOfTen(scale));
  const text = typeof value === 'string' ? value : value.toFixed();
  if (!isDecimalText(text)) {
    const shown = text.slice(0, 40);
    throw new BillingError('validation_failed', `"${shown}" is not a plain decimal number; write it like "1234.5".`);
  }
  const point = text.indexOf('.');
  const places = point === -1 ? 0 : text.length - point - 1;
  const digits = BigInt(point === -1 ? text : text.slice(0, point) + text.slice(point + 1));
  if (places === scale) return wholeFraction(digits);
  if (places < scale) return wholeFraction(digits * powerOfTen(scale - places));
  return { n: digits, d: powerOfTen(places - scale) };
}

const POWERS = Array.from({ length: 25 }, (_, exponent) => 10n ** BigInt(exponent));

function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/**
 * The sum.
 * @example addFractions({ n: 1n, d: 3n }, { n: 1n, d: 3n }) // { n: 2n, d: 3n }
 * @example addFractions({ n: 1n, d: 2n }, { n: 1n, d: 3n }) // { n: 5n, d: 6n }
 */
export function addFractions(left: Fraction, right: Fraction): Fraction {
  if (left.d === right.d) return { n: left.n + right.n, d: left.d };
  // Sums begin with nothing.
  if (left.n === 0n) return right;
  if (right.n === 0n) return left;
  return lowered({ n: left.n * right.d + right.n * left.d, d: left.d * right.d });
}

/**
 * The difference.
 * @example subtractFractions({ n: 1n, d: 2n }, { n: 1n, d: 3n }) // { n: 1n, d: 6n }
 */
export function subtractFractions(left: Fraction, right: Fraction): Fraction {
  if (left.d === right.d) return { n: left.n - right.n, d: left.d };
  return addFractions(left, { n: -right.n, d: right.d });
}

/**
 * The product.
 * @example multiplyFractions({ n: 2n, d: 1n }, { n: 1n, d: 3n }) // { n: 2n, d: 3n }
 */
export function multiplyFractions(left: Fraction, right: Fraction): Fraction {
  return lowered({ n: left.n * right.n, d: left.d * right.d });
}

/**
 * The quotient.
 * @throws RangeError when the divisor is zero
 * @example divideFractions({ n: 1n, d: 2n }, { n: -3n, d: 1n }) // { n: -1n, d: 6n }
 */
export function divideFractions(left: Fraction, right: Fraction): Fraction {
  if (right.n === 0n) throw new RangeError('a fraction cannot be divided by zero');
  const sign = right.n < 0n ? -1n : 1n;
  return lowered({ n: left.n * right.d * sign, d: left.d * right.n * sign });
}

/**
 * The sum of many; of none it is nothing.
 * @example sumFractions([{ n: 1n, d: 1n }, { n: 2n, d: 1n }]) // { n: 3n, d: 1n }
 */
export function sumFractions(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(addFractions, NO_FRACTION);
}

/**
 * Below zero when the left one is smaller, zero when they are equal.
 * @example compareFractions({ n: 1n, d: 3n }, { n: 1n, d: 2n }) // -1
 */
export function compareFractions(left: Fraction, right: Fraction): number {
  const [first, second] = [left.n * right.d, right.n * left.d];
  return Number(first > second) - Number(first < second);
}

/**
 * Rounded to a whole number.
 * @example roundFraction({ n: 5n, d: 2n }, 'half_even') // 2n
 */
export function roundFraction({ n, d }: Fraction, mode: RoundingMode): bigint {
  return d === 1n ? n : roundQuotient(n, d, mode);
}

/**
 * The decimal of a fraction of units of `10^-scale`. One that does not end is cut at 120 digits: for show, not for sums.
 * @example fractionToDecimal({ n: 195n, d: 10n }) // 19.5
 * @example fractionToDecimal({ n: 9990n, d: 1n }, 2) // 99.9
 */
export function fractionToDecimal({ n, d }: Fraction, scale = 0): Decimal {
  const places = d === 1n ? 0 : PLACES.get(d);
  if (places !== undefined) return fromUnits(n, scale + places);
  return fromUnits(n, scale).div(d.toString());
}

// Denominators of decimals: the point moves, where a division would write out 120 digits.
const PLACES: ReadonlyMap<bigint, number> = new Map(POWERS.map((power, places) => [power, places]));

function lowered(fraction: Fraction): Fraction {
  if (fraction.d < LARGE) return fraction;
  const divisor = commonDivisor(fraction.n < 0n ? -fraction.n : fraction.n, fraction.d);
  return { n: fraction.n / divisor, d: fraction.d / divisor };
}

function commonDivisor(left: bigint, right: bigint): bigint {
  let [larger, smaller] = [left, right];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
