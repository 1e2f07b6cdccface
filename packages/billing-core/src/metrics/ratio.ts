import {
  type Decimal,
  divideFractions,
  type Fraction,
  fromUnits,
  multiplyFractions,
  type Rounding,
  roundQuotient,
  wholeFraction,
} from '../money/index.ts';

/** An exact fraction, rounded once: a tie is one only when it really is. */
export function roundedRatio({ n, d }: Fraction, { scale, mode }: Rounding): Decimal {
  return fromUnits(roundQuotient(n * 10n ** BigInt(scale), d, mode), scale);
}

/** null where it would divide by zero: there is no such figure, and zero would be a lie. */
export function quotientOrNull(dividend: Fraction | null, divisor: Fraction | null): Fraction | null {
  return dividend === null || divisor === null || divisor.n === 0n ? null : divideFractions(dividend, divisor);
}

/** A part of a whole in percent; null of nothing. */
export function percentOf(part: Fraction, whole: Fraction, rounding: Rounding): Decimal | null {
  return roundedOrNull(quotientOrNull(multiplyFractions(part, HUNDRED), whole), rounding);
}

export function roundedOrNull(fraction: Fraction | null, rounding: Rounding): Decimal | null {
  return fraction === null ? null : roundedRatio(fraction, rounding);
}

export const HUNDRED = wholeFraction(100n);
