import { Decimal } from './decimal.ts';
import { type RoundingMode, roundDecimal } from './round.ts';

// Far finer than any amount, far coarser than the 120 digits of a division: what lies beyond is noise of quotients that
// do not end (three thirds as 0.999…), and must not decide a tie.
const NOISE_FLOOR = 60;

/**
 * Rounds a sum of quotients: noise of unending divisions is removed before the mode looks at ties.
 * @example settle(new Decimal(1).div(3).times(3), 2, 'down') // 1
 */
export function settle(value: Decimal, scale: number, mode: RoundingMode): Decimal {
  // Most values are no quotients; cutting nothing off would still copy them.
  if (value.decimalPlaces() <= NOISE_FLOOR) return roundDecimal(value, scale, mode);
  return roundDecimal(value.toDecimalPlaces(NOISE_FLOOR, Decimal.ROUND_HALF_EVEN), scale, mode);
}

/**
 * A decimal of at most `scale` places as a whole number of its last place.
 * @example toUnits(parseDecimal('1.25'), 2) // 125n
 */
export function toUnits(value: Decimal, scale: number): bigint {
  return BigInt(value.toFixed(scale).replace('.', ''));
}
