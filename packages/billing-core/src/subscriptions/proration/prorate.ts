import type { Portion } from '../../catalog/rate.ts';
import { Decimal, type DecimalLike, parseDecimal, type Rounding, roundIfAsked } from '../../money/index.ts';

/**
 * part / whole as a decimal, rounded for show; amounts are computed from the exact fraction. It may exceed 1, where a
 * segment is longer than the period it is measured by.
 *
 * @example fractionOf({ part: 23, whole: 31 }, { scale: 9, mode: 'half_up' }) // 0.741935484
 */
export function fractionOf({ part, whole }: Portion, rounding?: Rounding): Decimal {
  return roundIfAsked(new Decimal(part).div(whole), rounding);
}

/**
 * An amount times an exact fraction, rounded once. A negative amount is a credit.
 *
 * @example prorate('2399.95', { part: 354, whole: 365 }, { scale: 2, mode: 'half_up' }) // 2327.62
 * @example prorate('-29.95', { part: 20, whole: 31 }, { scale: 2, mode: 'half_up' }) // -19.32
 */
export function prorate(amount: DecimalLike, { part, whole }: Portion, rounding?: Rounding): Decimal {
  return roundIfAsked(parseDecimal(amount).times(part).div(whole), rounding);
}
