import { type LocalDate, laterDate, type Period, periodAt, periodContaining } from '../../time/index.ts';
import type { PlanInterval } from '../plan-renewal.ts';
import { type ChangeContext, firstPaidDay, isFree } from './change-context.ts';
import type { ChangedSubscription, NewItem } from './change-terms.ts';

/** Where the periods of a subscription stand. */
export type Grid = PlanInterval & { anchor_date: LocalDate; cycle_index: number; current_period: Period };

export function gridOf(subscription: ChangedSubscription): Grid {
  const { interval, interval_count, anchor_date, cycle_index, current_period_start, current_period_end } = subscription;
  const current_period = { start: current_period_start, end: current_period_end };
  return { interval, interval_count, anchor_date, cycle_index, current_period };
}

export function isSameInterval(left: PlanInterval, right: PlanInterval): boolean {
  return left.interval === right.interval && left.interval_count === right.interval_count;
}

/**
 * The grid from a day on. The same interval keeps its boundaries; another one is counted anew from the day, or aligned
 * to the anchor and begun with a stub. Before anything is paid it is counted from the first paid day, which stays.
 */
export function gridFrom(context: ChangeContext, to: PlanInterval, day: LocalDate): Grid {
  const { subscription, policy } = context;
  const { anchor_date, current_period_start } = subscription;
  const restarts = policy.new_period === 'restart' && !isSameInterval(subscription, to);
  const anchor = restarts ? laterDate(day, firstPaidDay(subscription)) : anchor_date;
  const from = laterDate(day, current_period_start);
  const period = periodContaining(anchor, to.interval, to.interval_count, from);
  const start = isFree(context) ? laterDate(period.start, current_period_start) : from;
  return { ...to, anchor_date: anchor, cycle_index: period.index, current_period: { start, end: period.end } };
}

/** The whole period that the price of an item is for: of the grid, or of its own longer one. */
export function wholePeriod(grid: Grid, { every }: NewItem, day: LocalDate): Period {
  if (every !== undefined) return periodContaining(grid.anchor_date, every.interval, every.interval_count, day);
  return periodAt(grid.anchor_date, grid.interval, grid.interval_count, grid.cycle_index);
}

/** Of a fee by the year that takes the place of one by the month, or the other way round. */
export function hasOtherPeriod(item: NewItem, old: NewItem): boolean {
  if (item.kind !== 'recurring' || old.kind !== 'recurring') return false;
  if (item.every === undefined || old.every === undefined) return item.every !== old.every;
  return !isSameInterval(item.every, old.every);
}
