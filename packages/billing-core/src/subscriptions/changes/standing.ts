import { earlierDate, type LocalDate, startOfDay } from '../../time/index.ts';
import type { PlanInterval } from '../plan-renewal.ts';
import type { BillingState } from '../start-subscription.ts';
import { type ChangeContext, firstPaidDay, isFree } from './change-context.ts';
import type { ChangedSubscription, NewItem } from './change-terms.ts';
import type { Grid } from './next-grid.ts';

/** Where a subscription stands after a change. */
export type Standing = BillingState & PlanInterval & { anchor_date: LocalDate };

/** The day on which the billing run is next needed: after free days for what is billed in advance, or with the period. */
export function dueOn(context: ChangeContext, { current_period }: Grid, items: readonly NewItem[]): LocalDate {
  const isDueBefore = items.some(({ timing, kind }) => kind === 'recurring' && timing === 'advance');
  if (!isFree(context) || !isDueBefore) return current_period.end;
  return earlierDate(firstPaidDay(context.subscription), current_period.end);
}

export function standing(grid: Grid, due: LocalDate, { time_zone, ends_on }: ChangedSubscription): Standing {
  const { current_period, ...counted } = grid;
  const next = ends_on === undefined || ends_on === null ? due : earlierDate(due, ends_on);
  return {
    ...counted,
    current_period_start: current_period.start,
    current_period_end: current_period.end,
    next_billing_at: startOfDay(next, time_zone),
  };
}
