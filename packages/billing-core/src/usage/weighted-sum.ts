import { Decimal, type DecimalLike, parseDecimal, type Rounding, roundIfAsked } from '../money/index.ts';
import { type EventSelection, eventNumber, selectEvents, type UsageEvent } from './select-events.ts';

export type WeightedSumOptions = EventSelection & { initial_value?: DecimalLike; rounding?: Rounding };

/**
 * The mean level over a window, weighted by time: values are changes of the level, each counts from its instant to the
 * end. `initial_value` is the level at the start. Source: weighted sum of Lago, by seconds.
 * @example
 * const event = (id, day, value) => ({ id, at: parseInstant(`2026-01-${day}T00:00:00Z`), value });
 * const window = { from: parseInstant('2026-01-01T00:00:00Z'), to: parseInstant('2026-01-11T00:00:00Z') };
 * weightedSum([event('a', '06', '10')], window) // 5
 */
export function weightedSum(events: readonly UsageEvent[], options: WeightedSumOptions): Decimal {
  const from = options.from.getTime();
  const to = options.to.getTime();
  const integral = selectEvents(events, options).reduce((sum, event) => {
    const since = Math.max(event.at.getTime(), from);
    return sum.plus((eventNumber(event) ?? new Decimal(0)).times(to - since));
  }, new Decimal(0));
  const level = parseDecimal(options.initial_value ?? '0').plus(integral.div(to - from));
  return roundIfAsked(level, options.rounding);
}
