import { BillingError } from '../../errors/index.ts';
import type { LocalDate } from '../../time/index.ts';
import { assertWholeMultiple } from '../own-interval.ts';
import type { PlanInterval } from '../plan-renewal.ts';
import {
  assertBilled,
  assertLive,
  type ChangeContext,
  changeContext,
  firstPaidDay,
  isFree,
  momentOf,
} from './change-context.ts';
import { type ChangeDirection, changeDirection } from './change-direction.ts';
import type { ChangedSubscription, ChangeMoney, ChangeTerms, NewItem, SubscribedItem } from './change-terms.ts';
import { netOfLines } from './net-of-lines.ts';
import { gridFrom, gridOf, isSameInterval } from './next-grid.ts';
import { replaceItems } from './replace-items.ts';
import { dueOn, type Standing, standing } from './standing.ts';

export type PlanChange = ChangeTerms & {
  /** All items as they shall be; what is not among them ends. */
  items: readonly NewItem[];
  /** The interval of the plan that is changed to; as it was unless given. */
  plan?: PlanInterval;
  /** Now, or when the current period ends; as the policy says unless given. */
  when?: 'now' | 'period_end';
};

export type PlannedChange = ChangeMoney & {
  direction: ChangeDirection;
  when: 'now' | 'period_end';
  effective_at: Date;
  /** Its civil day in the zone of the subscription. */
  effective_on: LocalDate;
  /** The items from then on, with the days they are charged for. */
  items: SubscribedItem[];
  /** Where the subscription stands from then on. `next_billing_at` is when the billing run has to come next. */
  subscription: Standing;
};

/**
 * The one decision about a change of plan, of quantity or of components, for preview and execution: what the old items
 * give back, what the new ones cost, and where the subscription stands afterwards.
 *
 * - The day of the change belongs to the new items. Each old item is followed by its successor: the one with its id, or
 *   that `replaces` it. One with the same terms goes on and makes no line.
 * - Billed in advance: a credit for what is left, a charge for the same days. In arrear: the used days are charged now,
 *   the rest at the end of the period. Usage is never divided: an item that ends is charged for what was used.
 * - A fee once (`one_time`) is charged in full, by the change or with the first paid period, and never given back. One that
 *   replaces another which was charged is not charged again.
 * - Another interval begins a new period on the day, whole and counted from there, or a stub to the anchor's boundary.
 * - In a trial and before the start nothing is charged; their ends stay.
 * - At period end nothing is billed now: the renewal bills the old to the end and the new from there.
 * - A second change on one day gives back the lines of the first, whole: they are `billed` as `pending`.
 *
 * Amounts in minor units, each rounded once; the net is the sum of the rounded lines.
 *
 * @throws BillingError illegal_transition when it has ended; renewal_due when its period is over and not billed;
 * validation_failed for items that cannot be; invalid_pricing, unknown_currency, amount_out_of_range
 * @example
 * const flat = (id, amount) => ({ subscription_item_id: id, kind: 'recurring', name: id, timing: 'advance', quantity: '1',
 *   product_id: null, meter_id: null, pricing: Pricing.parse({ model: 'flat', amount }) });
 * const january = { start: '2025-01-01', end: '2025-02-01' };
 * const billed = { line_id: 'line-1', amount: 10000n, paid: 10000n, credited: 0n };
 * const subscription = { status: 'active', time_zone: 'UTC', currency: 'USD', interval: 'month', interval_count: 1,
 *   start_date: '2025-01-01', anchor_date: '2025-01-01', cycle_index: 0, current_period_start: january.start,
 *   current_period_end: january.end, next_billing_at: parseInstant('2025-02-01T00:00:00Z'),
 *   items: [{ ...flat('basic', 100), service: january, billed }] };
 * const terms = { subscription, at: parseInstant('2025-01-17T09:30:00Z'), rounding: { mode: 'half_up' } };
 * const change = planChange({ ...terms, items: [flat('pro', 200)] });
 * change.lines.map(({ type, amount, service_start, service_end }) => [type, amount, service_start, service_end]) // [['credit', -4839n, '2025-01-17', '2025-02-01'], ['charge', 9677n, '2025-01-17', '2025-02-01']]
 * [change.direction, change.net, change.billing] // ['upgrade', 4838n, 'invoice_now']
 * planChange({ ...terms, items: [flat('mini', 50)] }).effective_on // '2025-02-01'
 */
export function planChange(input: PlanChange): PlannedChange {
  const context = changeContext(input);
  const { subscription, policy } = context;
  const to = input.plan ?? subscription;
  assertLive(context);
  assertNotPaused(subscription);
  assertBilled(context);
  assertItems(input.items, subscription.items, to);
  const direction = changeDirection(subscription, { ...to, items: input.items });
  const isLater = direction === 'downgrade' && !isFree(context) && policy.downgrade === 'period_end';
  const when = input.when ?? (isLater ? 'period_end' : 'now');
  return { direction, when, ...(when === 'now' ? changeNow : changeAtPeriodEnd)(context, input.items, to) };
}

type Effect = Omit<PlannedChange, 'direction' | 'when'>;

function changeNow(context: ChangeContext, newItems: readonly NewItem[], to: PlanInterval): Effect {
  const { subscription, policy, now } = context;
  const grid = isSameInterval(subscription, to) ? gridOf(subscription) : gridFrom(context, to, now.day);
  const { items, lines } = replaceItems(context, newItems, grid, 'now');
  const { invoicing } = policy;
  return {
    ...netOfLines(lines, subscription.currency, { invoicing, waits: isFree(context) }),
    effective_at: now.at,
    effective_on: now.day,
    items,
    subscription: standing(grid, dueOn(context, grid, items), subscription),
  };
}

function changeAtPeriodEnd(context: ChangeContext, newItems: readonly NewItem[], to: PlanInterval): Effect {
  const { subscription, policy } = context;
  const now = momentOf(context, subscription.current_period_end);
  const then = { ...context, now };
  assertBilledByThen(context);
  const grid = gridFrom(then, to, now.day);
  const { items, lines } = replaceItems(then, newItems, grid, 'by_renewal');
  return {
    ...netOfLines(lines, subscription.currency, { invoicing: policy.invoicing, waits: true }),
    effective_at: now.at,
    effective_on: now.day,
    items,
    subscription: standing(grid, now.day, subscription),
  };
}

/** What a longer period gives back at the boundary is only known once that period is billed. */
function assertBilledByThen(context: ChangeContext): void {
  const { subscription } = context;
  const { current_period_end, items } = subscription;
  const paid = firstPaidDay(subscription);
  const isOpen = ({ timing, every, billed }: SubscribedItem) =>
    timing === 'advance' && every !== undefined && billed === null;
  if (!isFree(context) || paid >= current_period_end || !items.some(isOpen)) return;
  refuse(
    'when',
    `cannot be ${current_period_end} before ${paid}, the first day that is paid for; change now, for nothing.`,
  );
}

function assertNotPaused({ status }: ChangedSubscription): void {
  if (status !== 'paused') return;
  throw new BillingError('illegal_transition', 'the subscription is paused; resume it, then change it.');
}

function assertItems(items: readonly NewItem[], old: readonly SubscribedItem[], to: PlanInterval): void {
  const ids = items.map(({ subscription_item_id }) => subscription_item_id);
  const known = new Set(old.map(({ subscription_item_id }) => subscription_item_id));
  if (items.length === 0) refuse('items', 'has no item; to end a subscription, cancel it.');
  items.forEach((item, index) => {
    const { subscription_item_id: id, replaces } = item;
    if (ids.indexOf(id) !== index) refuse(`items[${index}]`, `names the item ${id} twice; give each its own id.`);
    if (replaces !== undefined && !known.has(replaces))
      refuse(`items[${index}].replaces`, `${replaces} is no item of the subscription; leave it out for a new one.`);
    assertWholeMultiple(item, to);
  });
}

function refuse(path: string, message: string): never {
  throw new BillingError('validation_failed', `${path} ${message}`, { errors: [{ path, message }] });
}
