import { Decimal, isDecimalText } from '../money/index.ts';

/** One measured event, in any order of arrival. */
export type UsageEvent = {
  id: string;
  /** When it happened. */
  at: Date;
  /** Text as sent; missing or not a number is ignored by what needs a number. */
  value?: string | undefined;
  source?: string | undefined;
  /** For unique_count: an event may take a value away again. */
  operation?: 'add' | 'remove' | undefined;
  properties?: Readonly<Record<string, string>> | undefined;
  received_at?: Date | undefined;
};

export type EventSelection = {
  /** Half-open window of event time. */
  from: Date;
  to: Date;
  /** Events before `from` count too: what was added stays until it is removed. */
  recurring?: boolean;
  /** Only what had been received by then. */
  known_at?: Date;
  /** A property must have one of the values. */
  filters?: Readonly<Record<string, readonly string[]>>;
  /** What makes two events the same: the id, or the id within its source. */
  dedupe_scope?: 'id' | 'source_and_id';
};

/**
 * The events that count, in order of arrival. Of equal ids the first received wins, wherever in time it lies: an id
 * counts once, for ever, so the duplicate is dropped before anything else looks at it.
 * @example
 * const event = (id, day, value) => ({ id, at: parseInstant(`2026-01-${day}T00:00:00Z`), value });
 * const january = { from: parseInstant('2026-01-01T00:00:00Z'), to: parseInstant('2026-02-01T00:00:00Z') };
 * const events = [event('a', '02', '5'), event('a', '03', '7'), event('b', '04', '1')];
 * selectEvents(events, january).map(({ id, value }) => [id, value]) // [['a', '5'], ['b', '1']]
 */
export function selectEvents(events: readonly UsageEvent[], selection: EventSelection): UsageEvent[] {
  const seen = new Set<string>();
  return events.filter((event) => {
    if (selection.known_at !== undefined && event.received_at !== undefined && event.received_at > selection.known_at) {
      return false;
    }
    const key = selection.dedupe_scope === 'source_and_id' ? JSON.stringify([event.source ?? '', event.id]) : event.id;
    if (seen.has(key)) return false;
    seen.add(key);
    return isInWindow(event, selection) && passes(event, selection.filters ?? {});
  });
}

function isInWindow(event: UsageEvent, { from, to, recurring }: EventSelection): boolean {
  return event.at < to && (recurring === true || event.at >= from);
}

function passes(event: UsageEvent, filters: Readonly<Record<string, readonly string[]>>): boolean {
  return Object.entries(filters).every(([property, allowed]) => {
    const value = event.properties?.[property];
    return value !== undefined && allowed.includes(value);
  });
}

/**
 * The number of an event; null when it has none.
 * @example eventNumber({ id: 'a', at: parseInstant('2026-01-02T00:00:00Z'), value: '5.50' }) // 5.5
 * @example eventNumber({ id: 'a', at: parseInstant('2026-01-02T00:00:00Z'), value: 'five' }) // null
 */
export function eventNumber(event: UsageEvent): Decimal | null {
  return event.value !== undefined && isDecimalText(event.value) ? new Decimal(event.value) : null;
}
