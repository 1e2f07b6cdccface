import type { CalendarInterval } from './interval.ts';
import type { LocalDate } from './local-date.ts';
import { type GridPeriod, periodAt, periodContaining } from './period.ts';
import { localDateAt, startOfDay } from './time-zone.ts';

// A Monday that is also near the start of a year: weeks are counted from it; months, quarters and years from 1 January.
const FIRST_MONDAY: LocalDate = '2001-01-01';

export type InvoicePeriodInput = {
  interval: CalendarInterval;
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
 * The period an invoice made at an instant is about.
 *
 * @example monthly, calendar, 2022-03-01T00:00Z in New York (28 February there), previous: 1 to 31 January
 */
export function invoicePeriod(input: InvoicePeriodInput): InvoicePeriod {
  const { interval, alignment, subscription_date, billing_at, time_zone } = input;
  const anchor = alignment === 'calendar' ? FIRST_MONDAY : subscription_date;
  const current = periodContaining(anchor, interval, 1, localDateAt(billing_at, time_zone));
  const period = input.which === 'current' ? current : periodAt(anchor, interval, 1, current.index - 1);
  return { ...period, from: startOfDay(period.start, time_zone), before: startOfDay(period.end, time_zone) };
}

/** The last whole second before an instant, for documents that name the end of a period inclusively. */
export function lastSecondBefore(instant: Date): Date {
  return new Date(instant.getTime() - 1000);
}
