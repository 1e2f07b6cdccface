import { addIntervals, type CalendarInterval, intervalStep } from './interval.ts';
import { addDays, earlierDate, type LocalDate, lastDayOfMonth, laterDate } from './local-date.ts';
import type { Period } from './period.ts';

/**
 * A grid named by the day of the month on which bills are made, 1 to 31, clamped to the end of shorter months. Unlike
 * an anchor date it can name the 31st in a month that has none.
 */
export type BillCycle = { first: LocalDate; day: number; interval: CalendarInterval; interval_count?: number };

/**
 * The given day of the month of `month`, or its last.
 *
 * @throws BillingError invalid_date
 * @example dayOfMonth('2026-02-10', 31) // '2026-02-28'
 */
export function dayOfMonth(month: LocalDate, day: number): LocalDate {
  const last = lastDayOfMonth(month);
  const wanted = `${month.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return wanted < last ? wanted : last;
}

/**
 * Boundary `k`: the cycle day of the month that lies k periods after the month of `first`.
 * @example billCycleBoundary({ first: '2026-01-31', day: 31, interval: 'month' }, 1) // '2026-02-28'
 * @example billCycleBoundary({ first: '2026-01-31', day: 31, interval: 'month', interval_count: 2 }, 1) // '2026-03-31'
 */
export function billCycleBoundary({ first, day, interval, interval_count = 1 }: BillCycle, k: number): LocalDate {
  if (intervalStep(interval).unit === 'days') return addIntervals(first, interval, interval_count, k);
  return dayOfMonth(addIntervals(`${first.slice(0, 8)}01`, interval, interval_count, k), day);
}

/**
 * The first day on or after the start that is the bill cycle day. For years the month of the start is kept.
 * Source: the convention of Kill Bill.
 * @example firstAnchorDate('2012-02-16', 14, 'month') // '2012-03-14'
 * @example firstAnchorDate('2012-02-16', 30, 'year') // '2012-02-29'
 */
export function firstAnchorDate(start: LocalDate, billCycleDay: number, interval: CalendarInterval): LocalDate {
  if (intervalStep(interval).unit === 'days') return start;
  const here = dayOfMonth(start, billCycleDay);
  if (here >= start) return here;
  const step = interval === 'year' ? 'year' : 'month';
  return dayOfMonth(addIntervals(`${start.slice(0, 8)}01`, step, 1, 1), billCycleDay);
}

export type BilledPeriodsInput = {
  mode: 'in_advance' | 'in_arrear';
  start: LocalDate;
  /** Cuts the last period. */
  end?: LocalDate;
  target: LocalDate;
  bill_cycle_day: number;
  interval: CalendarInterval;
  interval_count?: number;
};

/** A billed period and the cycle of the grid it is a part of; they differ for the first and the last only. */
export type BilledPeriod = Period & { cycle: Period };

/**
 * What is billed by the target day. In advance: every period that begins on or before it, the first one always. In
 * arrear: only periods that have ended by it.
 *
 * @throws BillingError invalid_date
 * @example
 * const input = { start: '2026-01-10', target: '2026-02-20', bill_cycle_day: 15, interval: 'month' };
 * billedPeriods({ ...input, mode: 'in_arrear' }).map(({ start, end }) => [start, end]) // [['2026-01-10', '2026-01-15'], ['2026-01-15', '2026-02-15']]
 * billedPeriods({ ...input, mode: 'in_advance' }).length // 3
 */
export function billedPeriods(input: BilledPeriodsInput): BilledPeriod[] {
  const billed: BilledPeriod[] = [];
  for (const period of periodsFrom(input)) {
    const isDue =
      input.mode === 'in_arrear' ? period.end <= input.target : period.start <= input.target || billed.length === 0;
    if (!isDue) break;
    billed.push(period);
  }
  return billed;
}

/** All periods from the start on; endless unless there is an end. */
function* periodsFrom(input: BilledPeriodsInput): Generator<BilledPeriod> {
  const { start, end, bill_cycle_day: day, interval, interval_count = 1 } = input;
  const cycle: BillCycle = { first: firstAnchorDate(start, day, interval), day, interval, interval_count };
  for (let k = cycle.first > start ? -1 : 0; ; k += 1) {
    const grid = { start: billCycleBoundary(cycle, k), end: billCycleBoundary(cycle, k + 1) };
    const from = laterDate(grid.start, start);
    const to = earlierDate(end ?? grid.end, grid.end);
    if (to <= from) return;
    yield { start: from, end: to, cycle: grid };
  }
}

/**
 * The period that holds a day, where the first one runs to the billing day of its month if that is still to come, and
 * otherwise one interval on. A day before the start gives the first period. Source: the convention of Meteroid.
 * @example billingDayPeriod('2026-01-10', 15, 'month', '2026-02-20') // { start: '2026-02-15', end: '2026-03-15', elapsed_cycles: 2 }
 * @example billingDayPeriod('2026-01-20', 15, 'month', '2026-05-20', 2) // { start: '2026-05-15', end: '2026-07-15', elapsed_cycles: 2 }
 */
export function billingDayPeriod(
  billingStart: LocalDate,
  billingDay: number,
  interval: CalendarInterval,
  day: LocalDate,
  intervalCount = 1,
): Period & { elapsed_cycles: number } {
  const cycle: BillCycle = { first: billingStart, day: billingDay, interval, interval_count: intervalCount };
  const offset =
    intervalStep(interval).unit === 'months' && dayOfMonth(billingStart, billingDay) > billingStart ? 0 : 1;
  const boundary = (index: number) => (index === 0 ? billingStart : billCycleBoundary(cycle, index - 1 + offset));
  let elapsed = 0;
  while (boundary(elapsed + 1) <= day) elapsed += 1;
  return { start: boundary(elapsed), end: boundary(elapsed + 1), elapsed_cycles: elapsed };
}

/**
 * The last day of a half-open period.
 * @example lastDayOf({ start: '2026-02-01', end: '2026-03-01' }) // '2026-02-28'
 */
export function lastDayOf(period: Period): LocalDate {
  return addDays(period.end, -1);
}
