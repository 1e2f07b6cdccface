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
import { type Kinds, kind } from './kind.ts';

type GridWords = { anchor: string; interval: CalendarInterval; interval_count?: number; timezone?: string };

/** Anchors are dates, wall-clock times, or instants with Z that stand for the wall clock they show. */
function gridOf({ anchor, interval, interval_count = 1, timezone = 'UTC' }: GridWords): ClockGrid {
  const wallClock = anchor.endsWith('Z') ? wallClockAt(parseInstant(anchor), timezone) : anchor;
  return { anchor: wallClock, interval, interval_count, time_zone: timezone };
}

export const calendarKinds: Kinds = {
  cycle_at: kind<GridWords & { now: string }>((input) => cycleAt(gridOf(input), parseInstant(input.now))),
  next_boundary: kind<GridWords & { after: string; subscription_end?: string }>((input) => {
    const end = input.subscription_end === undefined ? undefined : parseInstant(input.subscription_end);
    return { next: nextBoundary(gridOf(input), parseInstant(input.after), end) };
  }),
  sequence: kind<GridWords & { count: number }>((input) => ({
    boundaries: Array.from({ length: Number(input.count) }, (_, k) =>
      input.timezone === undefined && isLocalDate(input.anchor)
        ? addIntervals(input.anchor, input.interval, input.interval_count ?? 1, k)
        : boundaryAt(gridOf(input), k),
    ),
  })),
  offset: kind<{ date: string; interval: CalendarInterval; interval_count?: number; periods: number }>(
    ({ date, interval, interval_count = 1, periods }) => ({
      date: addIntervals(date, interval, interval_count, Number(periods)),
    }),
  ),
  whole_periods_between: kind<{ start: string; end: string; interval: CalendarInterval }>((input) => ({
    count: wholePeriodsBetween(input.start, input.end, input.interval),
  })),
  first_anchor_date: kind<{ start: string; bill_cycle_day: number; interval: CalendarInterval }>((input) => ({
    date: firstAnchorDate(input.start, input.bill_cycle_day, input.interval),
  })),
  billed_periods: kind<BilledPeriodsInput>((input) => ({
    periods: billedPeriods(input).map(({ start, end }) => [start, end]),
  })),
  period_containing: kind<{ billing_start: string; billing_day: number; interval: CalendarInterval; date: string }>(
    (input) => billingDayPeriod(input.billing_start, input.billing_day, input.interval, input.date),
  ),
  invoice_period: kind<{
    interval: CalendarInterval;
    alignment: 'calendar' | 'anniversary';
    subscription_at: string;
    billing_at: string;
    timezone?: string;
    which: 'previous' | 'current';
  }>(({ interval, alignment, subscription_at, billing_at, timezone = 'UTC', which }) => {
    const date = isLocalDate(subscription_at) ? subscription_at : localDateAt(parseInstant(subscription_at), timezone);
    const period = invoicePeriod({
      interval,
      alignment,
      subscription_date: date,
      billing_at: parseInstant(billing_at),
      time_zone: timezone,
      which,
    });
    return { from: period.from, to: lastSecondBefore(period.before) };
  }),
};
