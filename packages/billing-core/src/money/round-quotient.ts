import type { RoundingMode } from './round.ts';

/**
 * Rounds the exact quotient of two whole numbers to a whole number. Nothing is lost before the rounding, not even of a
 * quotient that does not end: ties are ties only when they really are.
 *
 * @throws RangeError when the divisor is 0
 * @example roundQuotient(5n, 2n, 'half_even') // 2n
 * @example roundQuotient(-5n, 2n, 'half_up') // -3n
 * @example roundQuotient(1n, 3n, 'up') // 1n
 */
export function roundQuotient(dividend: bigint, divisor: bigint, mode: RoundingMode): bigint {
  if (divisor < 0n) return roundQuotient(-dividend, -divisor, mode);
  const towardZero = dividend / divisor;
  const rest = dividend - towardZero * divisor;
  if (rest === 0n) return towardZero;
  const isNegative = dividend < 0n;
  const twice = isNegative ? -2n * rest : 2n * rest;
  const half = twice === divisor ? 'tie' : twice > divisor ? 'above' : 'below';
  if (!goesAwayFromZero(mode, half, isNegative, towardZero)) return towardZero;
  return isNegative ? towardZero - 1n : towardZero + 1n;
}

function goesAwayFromZero(
  mode: RoundingMode,
  half: 'below' | 'tie' | 'above',
  isNegative: boolean,
  towardZero: bigint,
): boolean {
  if (mode === 'up') return true;
  if (mode === 'down') return false;
  if (mode === 'ceil') return !isNegative;
  if (mode === 'floor') return isNegative;
  if (half !== 'tie') return half === 'above';
  if (mode === 'half_up') return true;
  if (mode === 'half_down') return false;
  if (mode === 'half_ceil') return !isNegative;
  if (mode === 'half_floor') return isNegative;
  const isOdd = towardZero % 2n !== 0n;
  return mode === 'half_even' ? isOdd : !isOdd;
}
