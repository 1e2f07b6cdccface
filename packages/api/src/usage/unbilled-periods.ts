import {
  type CalendarInterval,
  type LocalDate,
  type Period,
  periodAt,
  periodContaining,
  periodsWithout,
} from '@revenue/billing-core/time';

/** What is told about one meter of one subscription. */
export interface MeteredLife {
  anchor_date: LocalDate;
  /** In which the meter is billed: those of the plan, or longer ones of its own. */
  interval: CalendarInterval;
  interval_count: number;
  /** Of the subscription, up to which its days are billed. */
  current_period_start: LocalDate;
  /** Of the current period everything is billed: it ended, or pauses. */
  is_settled: boolean;
  /** Bills days before they begin, so usage of the last period comes with a later bill. */
  bills_early: boolean;
  /** When it counted, item by item: the end of one that goes on is null. */
  lives: { from: LocalDate; to: LocalDate | null }[];
  /** When nothing counts, though it is there: the end of one that lasts is null. */
  pauses: { from: LocalDate; to: LocalDate | null }[];
}

const PERIODS_BACK = 3;

/** The last periods that are over for billing. */
function overPeriods({ anchor_date, interval, interval_count, current_period_start, ...life }: MeteredLife): Period[] {
  const { index } = periodContaining(anchor_date, interval, interval_count, current_period_start);
  const last = life.is_settled ? index : index - (life.bills_early ? 2 : 1);
  return Array.from({ length: PERIODS_BACK }, (_, back) => {
    const { start, end } = periodAt(anchor_date, interval, interval_count, last - back);
    return { start, end };
  });
}

/**
 * The days of the last periods for which nothing was billed though usage of theirs would have been: outside of every line,
 * outside of pauses, and only while the subscription had the meter.
 */
export function unbilledPeriods(life: MeteredLife, billed: readonly Period[]): Period[] {
  const periods = overPeriods(life);
  const lives = life.lives.map(({ from, to }) => ({ start: from, end: to ?? endOf(periods) }));
  const outside = periodsWithout(periods, lives);
  const pauses = life.pauses.map(({ from, to }) => ({ start: from, end: to ?? endOf(periods) }));
  return periodsWithout(periods, [...outside, ...pauses, ...billed]);
}

/** From when on a line is looked at. */
export function firstDay(life: MeteredLife): LocalDate {
  return overPeriods(life).at(-1)?.start ?? life.anchor_date;
}

/** Newest first, as they are made. */
function endOf([newest]: readonly Period[]): LocalDate {
  return newest?.end ?? '';
}
