import { addDays, earlierDate, type LocalDate, startOfDay } from '../../time/index.ts';
import type { PlanInterval } from '../plan-renewal.ts';
import { lastDay } from '../renewal-cycle.ts';
import { type BillingState, leadOf } from '../start-subscription.ts';
import { type ChangeContext, firstPaidDay, isFree } from './change-context.ts';
import type { ChangedSubscription, SubscribedItem } from './change-terms.ts';
import type { Grid } from './next-grid.ts';

/** Where a subscription stands after a change. */
export type Standing = BillingState & PlanInterval & { anchor_date: LocalDate };

/**
 * The day on which the billing run is next needed: after free days for what is billed in advance, or with the period, early
 * where it is billed early; with the end where that comes before.
 */
export function dueOn(context: ChangeContext, { current_period }: Grid, items: readonly SubscribedItem[]): LocalDate {
  const { subscription } = context;
  const lead = leadOf(subscription, items);
  const last = lastDay(subscription);
  const closes = last !== null && last <= current_period.end ? last : addDays(current_period.end, -lead);
  const opens = ({ timing, kind, billed }: SubscribedItem) =>
    kind !== 'usage' && timing === 'advance' && billed === null;
  if (!isFree(context) || !items.some(opens)) return closes;
  const paid = earlierDate(firstPaidDay(subscription), current_period.end);
  return earlierDate(addDays(paid, -lead), closes);
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
