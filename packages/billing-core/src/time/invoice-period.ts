import type { CalendarInterval } from './interval.ts';
import type { LocalDate } from './local-date.ts';
import { type GridPeriod, periodAt, periodContaining } from './period.ts';
import { localDateAt, startOfDay } from './time-zone.ts';

// A Monday that is also near the start of a year: weeks are counted from it; months, quarters and years from 1 January.
const FIRST_MONDAY: LocalDate = '2001-01-01';

export type InvoicePeriodInput = {
  interval: CalendarInterval;
  /** 1 unless given; on the calendar, periods of several are counted from January 2001. */
  interval_count?: number;
  /** calendar: months from the 1st, weeks from Monday. anniversary: from the day of the subscription. */
  alignment: 'calendar' | 'anniversary';
  subscription_date: LocalDate;
  billing_at: Date;
  time_zone: string;
  /** current holds the local day of billing_at; previous is the one before. */
  which: 'previous' | 'current';
};

/** Local days, half-open, and the instants that bound them: `[from, before)`. */
export type InvoicePeriod = GridPeriod & { from: Date; before: Date };

/**
 * The period an invoice made at an instant is about. In the example it is still 28 February in New York, so the previous
 * period is January. Source: the convention of Lago.
 *
 * @throws BillingError invalid_date, invalid_time_zone
 * @example
 * const monthly = { interval: 'month', alignment: 'calendar', subscription_date: '2021-06-15', time_zone: 'America/New_York' };
 * const period = invoicePeriod({ ...monthly, billing_at: parseInstant('2022-03-01T00:00:00Z'), which: 'previous' });
 * [period.start, period.end] // ['2022-01-01', '2022-02-01']
 */
export function invoicePeriod(input: InvoicePeriodInput): InvoicePeriod {
  const { interval, interval_count = 1, alignment, subscription_date, billing_at, time_zone } = input;
  const anchor = alignment === 'calendar' ? FIRST_MONDAY : subscription_date;
  const current = periodContaining(anchor, interval, interval_count, localDateAt(billing_at, time_zone));
  const period = input.which === 'current' ? current : periodAt(anchor, interval, interval_count, current.index - 1);
  return { ...period, from: startOfDay(period.start, time_zone), before: startOfDay(period.end, time_zone) };
}

/**
 * The last whole second before an instant, for documents that name the end of a period inclusively.
 * @example lastSecondBefore(parseInstant('2026-02-01T00:00:00Z')) // '2026-01-31T23:59:59.000Z'
 */
export function lastSecondBefore(instant: Date): Date {
  return new Date(instant.getTime() - 1000);
}
