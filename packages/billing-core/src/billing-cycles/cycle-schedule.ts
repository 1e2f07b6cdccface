import { addDays, type Interval, type LocalDate, type Period, periodContaining } from '../time/index.ts';

export type ScheduleRules = {
  interval: Interval;
  interval_count: number;
  /** null: as for a customer who starts on the first day that is asked for. */
  anchor_date: LocalDate | null;
  timing: 'advance' | 'arrear';
  issue_days_before: number;
};

/** A period with the day on which it is invoiced. */
export type ScheduledPeriod = Period & { issue_on: LocalDate };

/**
 * The periods of a cycle from the one that holds a day, with their issue days.
 *
 * @throws BillingError invalid_date
 * @example
 * const monthly = { interval: 'month', interval_count: 1, anchor_date: '2001-01-31' };
 * const [first] = cycleSchedule({ ...monthly, timing: 'advance', issue_days_before: 5 }, '2026-03-10', 1);
 * first // { start: '2026-02-28', end: '2026-03-31', issue_on: '2026-02-23' }
 * const [late] = cycleSchedule({ ...monthly, timing: 'arrear', issue_days_before: 0 }, '2026-03-10', 1);
 * late.issue_on // '2026-03-31'
 */
export function cycleSchedule(rules: ScheduleRules, from: LocalDate, count: number): ScheduledPeriod[] {
  const { interval, interval_count, timing, issue_days_before } = rules;
  const anchor = rules.anchor_date ?? from;
  const periods: ScheduledPeriod[] = [];
  for (let day = from; periods.length < count; ) {
    const { start, end } = periodContaining(anchor, interval, interval_count, day);
    const issue_on = timing === 'arrear' ? end : addDays(start, -issue_days_before);
    periods.push({ start, end, issue_on });
    day = end;
  }
  return periods;
}
