import type { Decimal } from '../money/index.ts';
import { localDateAt, wallClockAt } from '../time/index.ts';
import { type AggregateOptions, aggregate } from './aggregate.ts';
import type { Aggregation } from './aggregation.ts';
import { selectEvents, type UsageEvent } from './select-events.ts';

export type WindowedOptions = AggregateOptions & { window: 'hour' | 'day'; time_zone?: string };

/**
 * One quantity for each local day (`2024-03-06`) or hour (`2024-03-06T01:00`) in which something happened. The hour that
 * occurs twice when clocks go back is one window: its label says the same.
 * @example
 * const event = (id, day, value) => ({ id, at: parseInstant(`2026-01-${day}T00:00:00Z`), value });
 * const january = { from: parseInstant('2026-01-01T00:00:00Z'), to: parseInstant('2026-02-01T00:00:00Z') };
 * const events = [event('a', '02', '5'), event('b', '02', '7'), event('c', '04', '1')];
 * aggregateWindows('sum', events, { ...january, window: 'day' }) // { '2026-01-02': '12', '2026-01-04': '1' }
 */
export function aggregateWindows(
  aggregation: Aggregation,
  events: readonly UsageEvent[],
  options: WindowedOptions,
): Map<string, Decimal> {
  const { window, time_zone = 'UTC' } = options;
  const label = (at: Date) =>
    window === 'day' ? localDateAt(at, time_zone) : `${wallClockAt(at, time_zone).slice(0, 13)}:00`;
  const groups = Map.groupBy(selectEvents(events, options), (event) => label(event.at));
  const inOrder = [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
  return new Map(inOrder.map(([key, group]) => [key, aggregate(aggregation, group, options).value]));
}
