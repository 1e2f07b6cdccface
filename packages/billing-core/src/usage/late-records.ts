import type { Decimal } from '../money/index.ts';
import { type AggregateOptions, aggregate } from './aggregate.ts';
import type { Aggregation } from './aggregation.ts';
import { selectEvents, type UsageEvent } from './select-events.ts';

export type LateAdjustment = {
  /** The quantity that the final invoice was made with. */
  invoiced: Decimal;
  /** The quantity with all that is known now. */
  corrected: Decimal;
  /** corrected - invoiced: what the next invoice adjusts, below zero where the quantity fell. */
  difference: Decimal;
  /** The records that arrived after the invoice was final. */
  late: UsageEvent[];
};

/**
 * What records that arrived after an invoice was final change about its quantity. A record without a time of arrival was
 * known from the start. Only the difference is billed again, so whatever the aggregation, nothing is billed twice.
 *
 * @example
 * const event = (id, day, value, received) => ({ id, at: parseInstant(`2026-01-${day}T00:00:00Z`), value, received_at: parseInstant(received) });
 * const january = { from: parseInstant('2026-01-01T00:00:00Z'), to: parseInstant('2026-02-01T00:00:00Z') };
 * const events = [event('a', '02', '5', '2026-01-02T00:00:00Z'), event('b', '31', '7', '2026-02-03T00:00:00Z')];
 * lateAdjustment('sum', events, january, parseInstant('2026-02-01T00:00:00Z')).difference // 7
 * lateAdjustment('max', events, january, parseInstant('2026-02-01T00:00:00Z')).difference // 2
 */
export function lateAdjustment(
  aggregation: Aggregation,
  events: readonly UsageEvent[],
  options: AggregateOptions,
  finalAt: Date,
): LateAdjustment {
  const invoiced = aggregate(aggregation, events, { ...options, known_at: finalAt }).value;
  const corrected = aggregate(aggregation, events, options).value;
  const late = selectEvents(events, options).filter(
    ({ received_at }) => received_at !== undefined && received_at > finalAt,
  );
  return { invoiced, corrected, difference: corrected.minus(invoiced), late };
}
