import { Decimal } from '../money/index.ts';
import type { Aggregation } from './aggregation.ts';
import { type EventSelection, eventNumber, selectEvents, type UsageEvent } from './select-events.ts';

export type AggregateOptions = EventSelection & {
  /** For `latest`: a negative level means none. */
  negative_is_zero?: boolean;
};

export type Aggregated = { value: Decimal; event_count: number };

/**
 * The quantity of a window of events.
 *
 * - count: how many events
 * - sum, max: of the values; nothing is 0
 * - latest: the value of the last event by its own time; of equal times the one received last
 * - unique_count: how many different values were added and not removed again
 * @example
 * const event = (id, day, value) => ({ id, at: parseInstant(`2026-01-${day}T00:00:00Z`), value });
 * const january = { from: parseInstant('2026-01-01T00:00:00Z'), to: parseInstant('2026-02-01T00:00:00Z') };
 * const events = [event('a', '02', '5'), event('b', '03', '20'), event('c', '04', '3'), event('a', '05', '100')];
 * aggregate('sum', events, january) // { value: '28', event_count: '3' }
 * ['max', 'latest', 'count'].map((words) => aggregate(words, events, january).value) // ['20', '3', '3']
 */
export function aggregate(
  aggregation: Aggregation,
  events: readonly UsageEvent[],
  options: AggregateOptions,
): Aggregated {
  const selected = selectEvents(events, options);
  if (aggregation === 'count') return { value: new Decimal(selected.length), event_count: selected.length };
  if (aggregation === 'unique_count') return countUnique(selected);
  const measured = selected.flatMap((event) => {
    const value = eventNumber(event);
    return value === null ? [] : [{ at: event.at.getTime(), value }];
  });
  const values = measured.map((event) => event.value);
  return { value: reduceValues(aggregation, measured, values, options), event_count: measured.length };
}

type Measured = { at: number; value: Decimal };

function reduceValues(
  aggregation: 'sum' | 'max' | 'latest',
  measured: readonly Measured[],
  values: readonly Decimal[],
  options: AggregateOptions,
): Decimal {
  const zero = new Decimal(0);
  if (aggregation === 'sum') return values.reduce((sum, value) => sum.plus(value), zero);
  // One by one: a period may hold more values than a call takes arguments.
  if (aggregation === 'max')
    return values.reduce((largest, value) => (value.greaterThan(largest) ? value : largest), values[0] ?? zero);
  const last = measured.reduce<Measured | null>(
    (found, next) => (found !== null && next.at < found.at ? found : next),
    null,
  );
  const value = last?.value ?? zero;
  return options.negative_is_zero === true && value.isNegative() ? zero : value;
}

function countUnique(events: readonly UsageEvent[]): Aggregated {
  const present = new Set<string>();
  const named = events.flatMap(({ value, at, operation }) => (value === undefined ? [] : [{ value, at, operation }]));
  // In order of time: a value removed and added again is there.
  for (const { value, operation } of named.sort((left, right) => left.at.getTime() - right.at.getTime())) {
    if (operation === 'remove') present.delete(value);
    else present.add(value);
  }
  return { value: new Decimal(present.size), event_count: named.length };
}
