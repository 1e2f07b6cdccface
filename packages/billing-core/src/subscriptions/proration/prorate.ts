import type { Portion } from '../../catalog/rate.ts';
import { Decimal, type DecimalLike, parseDecimal, type Rounding, roundIfAsked } from '../../money/index.ts';

/** part / whole, rounded for show; amounts are computed from the exact fraction. */
export function fractionOf({ part, whole }: Portion, rounding?: Rounding): Decimal {
  return roundIfAsked(new Decimal(part).div(whole), rounding);
}

/**
 * An amount times an exact fraction, rounded once. A negative amount is a credit.
 * @example prorate('2399.95', { part: 354, whole: 365 }, { scale: 2, mode: 'half_up' }) // 2327.62
 */
export function prorate(amount: DecimalLike, { part, whole }: Portion, rounding?: Rounding): Decimal {
  return roundIfAsked(parseDecimal(amount).times(part).div(whole), rounding);
}
