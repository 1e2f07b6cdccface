import {
  addIntervals,
  type BilledPeriodsInput,
  billedPeriods,
  billingDayPeriod,
  boundaryAt,
  type CalendarInterval,
  type ClockGrid,
  cycleAt,
  firstAnchorDate,
  invoicePeriod,
  isLocalDate,
  lastSecondBefore,
  localDateAt,
  nextBoundary,
  parseInstant,
  wallClockAt,
  wholePeriodsBetween,
} from '../../src/time/index.ts';
import { type Kinds, kind, said } from './kind.ts';

type GridWords = { anchor: string; interval: CalendarInterval; interval_count?: number; timezone?: string };

/** Anchors are dates, wall-clock times, or instants with Z that stand for the wall clock they show. */
function gridOf({ anchor, interval, interval_count = 1, timezone = 'UTC' }: GridWords): ClockGrid {
  const wallClock = anchor.endsWith('Z') ? wallClockAt(parseInstant(anchor), timezone) : anchor;
  return { anchor: wallClock, interval, interval_count, time_zone: timezone };
}

/** The day of a date, of a wall-clock time, or of an instant in a zone. */
function localDay(text: string, timezone: string): string {
  return text.endsWith('Z') ? localDateAt(parseInstant(text), timezone) : text.slice(0, 'YYYY-MM-DD'.length);
}

export const calendarKinds: Kinds = {
  cycle_at: kind<GridWords & { now: string }>((input) => cycleAt(gridOf(input), parseInstant(input.now))),
  next_boundary: kind<GridWords & { after: string; subscription_end?: string }>((input) => {
    const end = input.subscription_end === undefined ? undefined : parseInstant(input.subscription_end);
    return { next: nextBoundary(gridOf(input), parseInstant(input.after), end) };
  }),
  sequence: kind<GridWords & { count: number }>((input) => ({
    boundaries: Array.from({ length: input.count }, (_, k) =>
      input.timezone === undefined && isLocalDate(input.anchor)
        ? addIntervals(input.anchor, input.interval, input.interval_count ?? 1, k)
        : boundaryAt(gridOf(input), k),
    ),
  })),
  offset: kind<{ date: string; interval: CalendarInterval; interval_count?: number; periods: number }>(
    ({ date, interval, interval_count = 1, periods }) => ({
      date: addIntervals(date, interval, interval_count, periods),
    }),
  ),
  whole_periods_between: kind<{ start: string; end: string; interval: CalendarInterval; interval_count?: number }>(
    ({ start, end, interval, interval_count }) => ({
      count: wholePeriodsBetween(start, end, interval, interval_count),
    }),
  ),
  first_anchor_date: kind<{ start: string; bill_cycle_day: number; interval: CalendarInterval }>((input) => ({
    date: firstAnchorDate(input.start, input.bill_cycle_day, input.interval),
  })),
  billed_periods: kind<BilledPeriodsInput>((input) => ({
    periods: billedPeriods(input).map(({ start, end }) => [start, end]),
  })),
  period_containing: kind<{
    billing_start: string;
    billing_day: number;
    interval: CalendarInterval;
    interval_count?: number;
    date: string;
  }>(({ billing_start, billing_day, interval, interval_count, date }) =>
    billingDayPeriod(billing_start, billing_day, interval, date, interval_count),
  ),
  invoice_period: kind<{
    interval: CalendarInterval;
    interval_count?: number;
    alignment: 'calendar' | 'anniversary';
    subscription_at: string;
    billing_at: string;
    timezone?: string;
    which: 'previous' | 'current';
  }>(({ interval, interval_count, alignment, subscription_at, billing_at, timezone = 'UTC', which }) => {
    const period = invoicePeriod({
      interval,
      ...said('interval_count', interval_count),
      alignment,
      subscription_date: localDay(subscription_at, timezone),
      billing_at: parseInstant(billing_at),
      time_zone: timezone,
      which,
    });
    return { from: period.from, to: lastSecondBefore(period.before) };
  }),
};
