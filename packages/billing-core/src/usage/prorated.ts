import { Decimal, type Rounding, roundIfAsked } from '../money/index.ts';
import { addDays, daysBetween, type LocalDate, laterDate, localDateAt } from '../time/index.ts';
import { type EventSelection, eventNumber, selectEvents, type UsageEvent } from './select-events.ts';

export type ProratedOptions = EventSelection & {
  /** Days are civil days in this zone; UTC unless given. */
  time_zone?: string;
  /** Days of the full period, where the window is only a part of it. */
  period_days?: number;
  rounding?: Rounding;
};

/** The window in civil days, its last day inclusive. */
type Days = { first: LocalDate; last: LocalDate; total: number; dayOf: (instant: Date) => LocalDate };

/**
 * Each value counts for the days from its own to the end of the window, out of the days of the period. What a recurring
 * meter carried over counts for all of them. Source: prorated sum of Lago, rounded up at 5 decimals.
 * @example
 * const event = (id, day, value) => ({ id, at: parseInstant(`2026-01-${day}T00:00:00Z`), value });
 * const january = { from: parseInstant('2026-01-01T00:00:00Z'), to: parseInstant('2026-02-01T00:00:00Z') };
 * const rounding = { scale: 5, mode: 'up' };
 * proratedSum([event('a', '26', '12')], { ...january, rounding }) // 2.32259
 */
export function proratedSum(events: readonly UsageEvent[], options: ProratedOptions): Decimal {
  const days = windowDays(options);
  const weighted = selectEvents(events, options).reduce((sum, event) => {
    const day = days.dayOf(event.at);
    const counted = daysInclusive(laterDate(day, days.first), days.last);
    return sum.plus((eventNumber(event) ?? new Decimal(0)).times(counted));
  }, new Decimal(0));
  return roundIfAsked(weighted.div(days.total), options.rounding);
}

/**
 * Each distinct value counts for the days it was present, the day it was added and the day it was removed included, out
 * of the days of the period.
 * @example
 * const event = (id, day, value) => ({ id, at: parseInstant(`2026-01-${day}T00:00:00Z`), value });
 * const january = { from: parseInstant('2026-01-01T00:00:00Z'), to: parseInstant('2026-02-01T00:00:00Z') };
 * const rounding = { scale: 5, mode: 'up' };
 * proratedUniqueCount([event('a', '01', 'ann'), event('b', '11', 'bob')], { ...january, rounding }) // 1.67742
 */
export function proratedUniqueCount(events: readonly UsageEvent[], options: ProratedOptions): Decimal {
  const days = windowDays(options);
  const byValue = Map.groupBy(selectEvents(events, options), (event) => event.value);
  let present = 0;
  for (const [value, ofValue] of byValue) if (value !== undefined) present += daysPresent(ofValue, days);
  return roundIfAsked(new Decimal(present).div(days.total), options.rounding);
}

function daysPresent(events: readonly UsageEvent[], days: Days): number {
  const inOrder = [...events].sort((left, right) => left.at.getTime() - right.at.getTime());
  let counted = 0;
  let addedOn: LocalDate | null = null;
  // The first day that is not counted yet: removed and added on one day is one day.
  let free = days.first;
  for (const event of inOrder) {
    const day = days.dayOf(event.at);
    if (event.operation !== 'remove') addedOn ??= laterDate(day, free);
    else if (addedOn !== null) {
      counted += Math.max(0, daysInclusive(addedOn, day));
      if (day >= free) free = addDays(day, 1);
      addedOn = null;
    }
  }
  return addedOn === null ? counted : counted + Math.max(0, daysInclusive(addedOn, days.last));
}

function windowDays({ from, to, time_zone = 'UTC', period_days }: ProratedOptions): Days {
  const first = localDateAt(from, time_zone);
  const last = localDateAt(new Date(to.getTime() - 1), time_zone);
  const total = period_days ?? daysInclusive(first, last);
  return { first, last, total, dayOf: (instant) => localDateAt(instant, time_zone) };
}

function daysInclusive(first: LocalDate, last: LocalDate): number {
  return daysBetween(first, last) + 1;
}
