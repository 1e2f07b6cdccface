import { z } from 'zod';
import { Decimal, type DecimalLike, parseDecimal } from './decimal.ts';

/** Ties: half_up away from zero, half_down toward zero, half_ceil toward +infinity, half_floor toward -infinity. */
export const ROUNDING_MODES = [
  'half_up',
  'half_down',
  'half_even',
  'half_ceil',
  'half_floor',
  'half_odd',
  'up',
  'down',
  'ceil',
  'floor',
] as const;

export const RoundingMode = z
  .enum(ROUNDING_MODES)
  .describe('half_up: ties away from zero. up: away from zero. down: toward zero. half_even: banker’s rounding.');
export type RoundingMode = z.infer<typeof RoundingMode>;

const NATIVE_MODE: Record<Exclude<RoundingMode, 'half_odd'>, 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8> = {
  half_up: Decimal.ROUND_HALF_UP,
  half_down: Decimal.ROUND_HALF_DOWN,
  half_even: Decimal.ROUND_HALF_EVEN,
  half_ceil: Decimal.ROUND_HALF_CEIL,
  half_floor: Decimal.ROUND_HALF_FLOOR,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  ceil: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
};

/**
 * Rounds to `scale` decimal places; a negative scale rounds to tens, hundreds and so on.
 * @example roundDecimal('-10.125', 2, 'half_up') // -10.13
 * @example roundDecimal('2.5', 0, 'half_odd') // 3
 * @example roundDecimal('123.456', -2, 'ceil') // 200
 */
export function roundDecimal(value: DecimalLike, scale: number, mode: RoundingMode): Decimal {
  const exact = parseDecimal(value);
  if (scale < 0) {
    const step = new Decimal(10).pow(-scale);
    return roundDecimal(exact.div(step), 0, mode).times(step);
  }
  const rounded = mode === 'half_odd' ? roundHalfOdd(exact, scale) : exact.toDecimalPlaces(scale, NATIVE_MODE[mode]);
  // A negative zero would print as "0" but compare and serialise in surprising ways.
  return rounded.isZero() ? ZERO : rounded;
}

const ZERO = new Decimal(0);

// decimal.js has no half_odd: of the two neighbours of a tie it is the one that half_even does not take.
function roundHalfOdd(exact: Decimal, scale: number): Decimal {
  const even = exact.toDecimalPlaces(scale, Decimal.ROUND_HALF_EVEN);
  const step = new Decimal(10).pow(-scale);
  const isTie = exact.minus(even).abs().times(2).equals(step);
  if (!isTie) return even;
  return exact.greaterThan(even) ? even.plus(step) : even.minus(step);
}
