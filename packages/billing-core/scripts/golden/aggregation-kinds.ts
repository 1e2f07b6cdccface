import { roundIfAsked } from '../../src/money/index.ts';
import { parseInstant } from '../../src/time/index.ts';
import {
  type Aggregation,
  aggregate,
  aggregateWindows,
  type EventSelection,
  proratedSum,
  proratedUniqueCount,
  roundUnits,
  type UnitRounding,
  type UsageEvent,
  weightedSum,
} from '../../src/usage/index.ts';
import { type Adapter, type Kinds, kind, type Rounded, said } from './kind.ts';

type EventWords = Omit<UsageEvent, 'at' | 'received_at'> & { at: string; received_at?: string };

type SelectionWords = Rounded & {
  events: EventWords[];
  from: string;
  to: string;
  known_at?: string;
  recurring?: boolean;
  filters?: Record<string, string[]>;
  dedupe_scope?: string;
  negative_is_zero?: boolean;
  initial_value?: string;
  period_days?: number;
  timezone?: string;
};

// What the kinds that prorate by days say of themselves.
const UP_AT_FIVE_PLACES = { scale: 5, mode: 'ceil' } as const;

function eventsOf({ events }: SelectionWords): UsageEvent[] {
  return events.map(({ at, received_at, ...event }) => ({
    ...event,
    at: parseInstant(at),
    ...said('received_at', received_at === undefined ? undefined : parseInstant(received_at)),
  }));
}

function selectionOf(input: SelectionWords): EventSelection {
  const { recurring, filters, known_at, dedupe_scope } = input;
  return {
    from: parseInstant(input.from),
    to: parseInstant(input.to),
    ...said('recurring', recurring),
    ...said('filters', filters),
    ...said('known_at', known_at === undefined ? undefined : parseInstant(known_at)),
    ...(dedupe_scope?.includes('source') === true ? { dedupe_scope: 'source_and_id' as const } : {}),
  };
}

function aggregated(aggregation: Aggregation): Adapter {
  return kind<SelectionWords>((input) => {
    const options = { ...selectionOf(input), ...said('negative_is_zero', input.negative_is_zero) };
    const { value, event_count } = aggregate(aggregation, eventsOf(input), options);
    return { value: roundIfAsked(value, input.rounding), event_count };
  });
}

const withRounding = (input: SelectionWords) => ({ ...selectionOf(input), ...said('rounding', input.rounding) });
const withDays = (input: SelectionWords) => ({
  ...selectionOf(input),
  rounding: input.rounding ?? UP_AT_FIVE_PLACES,
  ...said('period_days', input.period_days),
  ...said('time_zone', input.timezone),
});

export const aggregationKinds: Kinds = {
  count: aggregated('count'),
  sum: aggregated('sum'),
  max: aggregated('max'),
  latest: aggregated('latest'),
  unique_count: aggregated('unique_count'),
  weighted_sum: kind<SelectionWords>((input) => ({
    value: weightedSum(eventsOf(input), { ...withRounding(input), ...said('initial_value', input.initial_value) }),
  })),
  prorated_sum: kind<SelectionWords>((input) => ({ value: proratedSum(eventsOf(input), withDays(input)) })),
  prorated_unique: kind<SelectionWords>((input) => ({ value: proratedUniqueCount(eventsOf(input), withDays(input)) })),
  unit_rounding: kind<{ units: string; function: UnitRounding; scale?: number }>((input) => ({
    value: roundUnits(input.units, input.function, input.scale),
  })),
  windowed: kind<SelectionWords & { aggregation: Aggregation; window: 'hour' | 'day' }>((input) => {
    const windows = aggregateWindows(input.aggregation, eventsOf(input), {
      ...selectionOf(input),
      ...said('negative_is_zero', input.negative_is_zero),
      window: input.window,
      ...said('time_zone', input.timezone),
    });
    const rounded = [...windows].map(([label, value]) => [label, roundIfAsked(value, input.rounding)] as const);
    return { windows: new Map(rounded) };
  }),
};
