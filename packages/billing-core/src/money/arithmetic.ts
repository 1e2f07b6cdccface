import { Decimal, type DecimalLike, parseDecimal } from './decimal.ts';
import { type RoundingMode, roundDecimal } from './round.ts';

export type Rounding = { scale: number; mode: RoundingMode };

/**
 * Rounds where a rounding is given; otherwise the value stays exact.
 * @example roundIfAsked(parseDecimal('1.005'), { scale: 2, mode: 'half_up' }) // 1.01
 * @example roundIfAsked(parseDecimal('1.005'), undefined) // 1.005
 */
export function roundIfAsked(value: Decimal, rounding: Rounding | undefined): Decimal {
  return rounding === undefined ? value : roundDecimal(value, rounding.scale, rounding.mode);
}

/**
 * The exact product, rounded once.
 *
 * @throws BillingError validation_failed
 * @example multiply('1.33', '1.33', { scale: 2, mode: 'half_up' }) // 1.77
 */
export function multiply(left: DecimalLike, right: DecimalLike, rounding?: Rounding): Decimal {
  return roundIfAsked(parseDecimal(left).times(parseDecimal(right)), rounding);
}

/**
 * The quotient, rounded once.
 *
 * @throws BillingError validation_failed
 * @example divide('10.00', '11', { scale: 2, mode: 'half_up' }) // 0.91
 */
export function divide(dividend: DecimalLike, divisor: DecimalLike, rounding: Rounding): Decimal {
  return roundIfAsked(parseDecimal(dividend).div(parseDecimal(divisor)), rounding);
}

/**
 * The exact sum; of nothing it is 0.
 *
 * @throws BillingError validation_failed
 * @example sumDecimals(['0.1', '0.2', 3n]) // 3.3
 */
export function sumDecimals(values: readonly DecimalLike[]): Decimal {
  return values.reduce<Decimal>((sum, value) => sum.plus(parseDecimal(value)), new Decimal(0));
}

/**
 * Equal rounded shares of an amount; the last takes the rest, so that they add up.
 * @example splitLastTakesRest('10.00', 11, { scale: 2, mode: 'half_up' }).slice(-2) // ['0.91', '0.9']
 * @example splitLastTakesRest('10.00', 3, { scale: 2, mode: 'half_up' }) // ['3.33', '3.33', '3.34']
 */
export function splitLastTakesRest(amount: DecimalLike, parts: number, rounding: Rounding): Decimal[] {
  const whole = parseDecimal(amount);
  const share = divide(whole, BigInt(parts), rounding);
  const shares = new Array<Decimal>(parts).fill(share);
  shares[parts - 1] = whole.minus(share.times(parts - 1));
  return shares;
}
