import { Decimal, type DecimalLike, parseDecimal, type Rounding, roundIfAsked } from '../money/index.ts';
import { type EventSelection, eventNumber, selectEvents, type UsageEvent } from './select-events.ts';

export type WeightedSumOptions = EventSelection & { initial_value?: DecimalLike; rounding?: Rounding };

/**
 * The mean level over a window, weighted by time: values are changes of the level, each counts from its instant to the
 * end. `initial_value` is the level at the start. Source: weighted sum of Lago, by seconds.
 *
 * @example a change of +10 in the middle of the window: 5
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
