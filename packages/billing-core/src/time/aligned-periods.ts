import type { BilledPeriod } from './bill-cycle-day.ts';
import { addIntervals, type CalendarInterval } from './interval.ts';
import { earlierDate, type LocalDate, laterDate } from './local-date.ts';
import { type Period, periodAt, periodContaining } from './period.ts';

/** Boundaries that several subscriptions share, so that one invoice can hold all of them. */
export type BillingCalendar = { anchor: LocalDate; interval: CalendarInterval; interval_count: number };

export type AlignedPeriodsInput = BillingCalendar & {
  /** First day of the subscription; a part of a period is billed from it to the next boundary. */
  start: LocalDate;
  /** Cuts the last period. */
  end?: LocalDate;
  timing: 'in_advance' | 'in_arrear';
  target: LocalDate;
};

/**
 * What a subscription owes by the target day on a shared calendar: in advance every period that has begun by then, in
 * arrear every period that has ended. The first and the last may be parts; `cycle` is the whole they are parts of.
 *
 * @throws BillingError invalid_date
 * @example
 * const monthly = { anchor: '2026-01-01', interval: 'month', interval_count: 1 };
 * const input = { ...monthly, start: '2026-01-20', target: '2026-02-05' };
 * alignedPeriods({ ...input, timing: 'in_arrear' }).length // 1
 * alignedPeriods({ ...input, timing: 'in_arrear' })[0].end // '2026-02-01'
 * alignedPeriods({ ...input, timing: 'in_advance' })[1].start // '2026-02-01'
 */
export function alignedPeriods(input: AlignedPeriodsInput): BilledPeriod[] {
  const { anchor, interval, interval_count, start, end, timing, target } = input;
  const periods: BilledPeriod[] = [];
  for (let { index } = periodContaining(anchor, interval, interval_count, start); ; index += 1) {
    const { start: from, end: to } = periodAt(anchor, interval, interval_count, index);
    const period = { start: laterDate(from, start), end: earlierDate(end ?? to, to), cycle: { start: from, end: to } };
    const isDue = timing === 'in_arrear' ? period.end <= target : period.start <= target;
    if (period.end <= period.start || !isDue) return periods;
    periods.push(period);
  }
}

/**
 * The part of a period before the first boundary on or after the start; null when the start is a boundary itself.
 *
 * @throws BillingError invalid_date
 * @example stubBefore({ anchor: '2026-01-31', interval: 'month', interval_count: 1 }, '2026-02-10') // { start: '2026-02-10', end: '2026-02-28' }
 * @example stubBefore({ anchor: '2026-01-31', interval: 'month', interval_count: 1 }, '2026-02-28') // null
 */
export function stubBefore({ anchor, interval, interval_count }: BillingCalendar, start: LocalDate): Period | null {
  const period = periodContaining(anchor, interval, interval_count, start);
  return period.start === start ? null : { start, end: period.end };
}

// Two calendars of months meet within their common multiple; weeks and months may need years to, or never do.
const YEARS_TO_LOOK = 30;

/**
 * The first day strictly after `after` on which all calendars begin a period: where subscriptions of different length
 * meet on one invoice. Null when that does not happen within 30 years.
 *
 * @throws BillingError invalid_date
 * @example
 * const monthly = { anchor: '2026-01-15', interval: 'month', interval_count: 1 };
 * const quarterly = { anchor: '2026-02-15', interval: 'quarter', interval_count: 1 };
 * nextSharedBoundary([monthly, quarterly], '2026-02-15') // '2026-05-15'
 */
export function nextSharedBoundary(calendars: readonly BillingCalendar[], after: LocalDate): LocalDate | null {
  const limit = addIntervals(after, 'year', 1, YEARS_TO_LOOK);
  let candidates = calendars.map((calendar) => boundaryAfter(calendar, after));
  while (candidates.length > 0) {
    const latest = candidates.reduce(laterDate);
    if (latest > limit) return null;
    if (candidates.every((candidate) => candidate === latest)) return latest;
    // Each steps to its first boundary that is not before the latest of them.
    candidates = calendars.map((calendar) => boundaryOnOrAfter(calendar, latest));
  }
  return null;
}

function boundaryAfter({ anchor, interval, interval_count }: BillingCalendar, day: LocalDate): LocalDate {
  return periodContaining(anchor, interval, interval_count, day).end;
}

function boundaryOnOrAfter({ anchor, interval, interval_count }: BillingCalendar, day: LocalDate): LocalDate {
  const period = periodContaining(anchor, interval, interval_count, day);
  return period.start === day ? day : period.end;
}
