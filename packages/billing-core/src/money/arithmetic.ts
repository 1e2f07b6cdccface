import { Decimal, type DecimalLike, parseDecimal } from './decimal.ts';
import { type RoundingMode, roundDecimal } from './round.ts';

export type Rounding = { scale: number; mode: RoundingMode };

/** Rounds where a rounding is given; otherwise the value stays exact. */
export function roundIfAsked(value: Decimal, rounding: Rounding | undefined): Decimal {
  return rounding === undefined ? value : roundDecimal(value, rounding.scale, rounding.mode);
}

/** The exact product, rounded once. @example multiply('1.33', '1.33', { scale: 2, mode: 'half_up' }) // 1.77 */
export function multiply(left: DecimalLike, right: DecimalLike, rounding?: Rounding): Decimal {
  return roundIfAsked(parseDecimal(left).times(parseDecimal(right)), rounding);
}

/** The quotient, rounded once. @example divide('10.00', '11', { scale: 2, mode: 'half_up' }) // 0.91 */
export function divide(dividend: DecimalLike, divisor: DecimalLike, rounding: Rounding): Decimal {
  return roundIfAsked(parseDecimal(dividend).div(parseDecimal(divisor)), rounding);
}

export function sumDecimals(values: readonly DecimalLike[]): Decimal {
  return values.reduce<Decimal>((sum, value) => sum.plus(parseDecimal(value)), new Decimal(0));
}

/**
 * Equal rounded shares of an amount; the last takes the rest, so that they add up.
 * @example splitLastTakesRest('10.00', 11, { scale: 2, mode: 'half_up' }) // ten of 0.91, the last 0.90
 */
export function splitLastTakesRest(amount: DecimalLike, parts: number, rounding: Rounding): Decimal[] {
  const whole = parseDecimal(amount);
  const share = divide(whole, BigInt(parts), rounding);
  const shares = new Array<Decimal>(parts).fill(share);
  shares[parts - 1] = whole.minus(share.times(parts - 1));
  return shares;
}
