import { BillingError } from '../../errors/index.ts';
import { type LocalDate, laterDate, periodContaining } from '../../time/index.ts';
import { lastDay } from '../renewal-cycle.ts';
import {
  assertAfterLastChange,
  type ChangeContext,
  changeContext,
  firstPaidDay,
  isFree,
  momentOf,
} from './change-context.ts';
import type { ChangeMoney, ChangeTerms, SubscribedItem } from './change-terms.ts';
import { closeItem } from './close-item.ts';
import { netOfLines } from './net-of-lines.ts';
import { type Grid, gridOf, wholePeriod } from './next-grid.ts';
import { endOfService, type OpenedItem, openItem } from './open-item.ts';
import { lastPart } from './replace-items.ts';
import { dueOn, type Standing, standing } from './standing.ts';

export type PlanResume = ChangeTerms & {
  /** align: on the boundaries of before, after a stub; restart: with a whole period counted from the day. align unless given. */
  periods?: 'align' | 'restart';
};

export type PlannedResume = ChangeMoney & {
  effective_at: Date;
  effective_on: LocalDate;
  status: 'active' | 'trialing';
  items: SubscribedItem[];
  subscription: Standing;
};

/**
 * Takes a paused subscription up again: what is billed in advance is charged from the day on, and days that are still
 * paid for are not charged again. Usage counts from the day on. The end of a trial stays.
 *
 * @throws BillingError illegal_transition when it is not paused, or was to end while it was; validation_failed
 * @example
 * const item = { subscription_item_id: 'basic', kind: 'recurring', name: 'Basic', timing: 'advance', quantity: '1',
 *   product_id: null, meter_id: null, pricing: Pricing.parse({ model: 'flat', amount: 30 }),
 *   service: { start: '2025-01-01', end: '2025-01-22' }, billed: null };
 * const subscription = { status: 'paused', time_zone: 'UTC', currency: 'USD', interval: 'month', interval_count: 1,
 *   start_date: '2025-01-01', anchor_date: '2025-01-01', cycle_index: 0, current_period_start: '2025-01-01',
 *   current_period_end: '2025-02-01', next_billing_at: null, items: [item] };
 * const terms = { subscription, at: parseInstant('2025-04-21T12:00:00Z'), rounding: { mode: 'half_up' } };
 * planResume(terms).lines.map(({ amount, service_start, service_end }) => [amount, service_start, service_end]) // [[1000n, '2025-04-21', '2025-05-01']]
 * planResume({ ...terms, periods: 'restart' }).net // 3000n
 */
export function planResume(input: PlanResume): PlannedResume {
  const context = changeContext(input);
  const { subscription, policy, now } = context;
  if (subscription.status !== 'paused') {
    throw new BillingError(
      'illegal_transition',
      `the subscription is ${subscription.status}, not paused; there is nothing to resume.`,
    );
  }
  assertAfterLastChange(context);
  assertGoesOn(context);
  const grid = resumedGrid(context, input.periods ?? 'align');
  const resumed = subscription.items.map((item) => resumeItem(context, item, grid));
  const items = resumed.map(({ item }) => item);
  const lines = resumed.flatMap((each) => each.lines);
  return {
    ...netOfLines(lines, subscription.currency, { invoicing: policy.invoicing, waits: false }),
    effective_at: now.at,
    effective_on: now.day,
    status: isFree(context) && now.day >= subscription.start_date ? 'trialing' : 'active',
    items,
    subscription: standing(grid, dueOn(context, grid, items), subscription),
  };
}

/** Where its end was told, or its contract was over, while it paused. */
function assertGoesOn({ subscription, now }: ChangeContext): void {
  const last = lastDay(subscription);
  if (last === null || last > now.day) return;
  throw new BillingError('illegal_transition', `the subscription ended on ${last}, while it paused; start a new one.`);
}

function resumedGrid({ subscription, now }: ChangeContext, periods: 'align' | 'restart'): Grid {
  const { anchor_date, interval, interval_count, current_period_end } = subscription;
  if (periods === 'align' && now.day < current_period_end) return gridOf(subscription);
  const anchor = periods === 'align' ? anchor_date : laterDate(now.day, firstPaidDay(subscription));
  const { index, end } = periodContaining(anchor, interval, interval_count, now.day);
  const current_period = { start: now.day, end };
  return { interval, interval_count, anchor_date: anchor, cycle_index: index, current_period };
}

function resumeItem(context: ChangeContext, item: SubscribedItem, grid: Grid): OpenedItem {
  const { now, subscription } = context;
  if (item.kind === 'one_time' && (item.billed !== null || isFree(context))) return { item, lines: [] };
  const isPaidFor = item.timing === 'advance' && item.billed !== null && item.service.end > now.day;
  const isMoved = grid.anchor_date !== subscription.anchor_date;
  const whole = wholePeriod(grid, item, now.day);
  const goesOn = isPaidFor && !isMoved;
  if (goesOn && item.service.end >= endOfService(context, { from: now, whole })) return { item, lines: [] };
  if (isFree(context))
    return {
      item: {
        ...item,
        ...{ service: lastPart(whole, firstPaidDay(subscription)), since: undefined, active_at: undefined },
        billed: null,
      },
      lines: [],
    };
  const closing = { until: now, cuts_period: true, meter_goes_on: true };
  // In every mode by days at least: the whole period that begins is charged whole.
  const divided = { ...context, policy: { ...context.policy, proration: context.basis } };
  const credits = isPaidFor && isMoved ? closeItem(divided, item, closing) : [];
  // Of the day of a pause usage is billed, and fees as well where that day was kept.
  const settled = goesOn ? item.service.end : item.timing === 'arrear' ? item.service.start : now.day;
  const from = settled > now.day ? momentOf(context, settled) : now;
  const opened = openItem(context, item, { from, whole, begins_period: true, predecessor: undefined });
  return { item: opened.item, lines: [...credits, ...opened.lines] };
}
