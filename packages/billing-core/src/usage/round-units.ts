import { type Decimal, type DecimalLike, type RoundingMode, roundDecimal } from '../money/index.ts';

export type UnitRounding = 'round' | 'ceil' | 'floor';

const MODES: Record<UnitRounding, RoundingMode> = { round: 'half_up', ceil: 'ceil', floor: 'floor' };

/**
 * Rounds a measured quantity before it is priced; `round` takes ties away from zero, a negative scale rounds to tens.
 * @example roundUnits('123.456', 'ceil', -2) // 200
 * @example roundUnits('2.5', 'round') // 3
 */
export function roundUnits(units: DecimalLike, rounding: UnitRounding, scale = 0): Decimal {
  return roundDecimal(units, scale, MODES[rounding]);
}
