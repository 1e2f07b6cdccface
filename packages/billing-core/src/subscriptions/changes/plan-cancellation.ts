import { BillingError } from '../../errors/index.ts';
import { type LocalDate, parseLocalDate, startOfDay } from '../../time/index.ts';
import type { SubscriptionStatus } from '../status.ts';
import {
  assertAfterLastChange,
  assertBilled,
  assertLive,
  type ChangeContext,
  changeContext,
  hasCome,
  momentOf,
} from './change-context.ts';
import type { ChangeMoney, ChangeTerms } from './change-terms.ts';
import { endItems, endOfUse } from './end-items.ts';
import { netOfLines } from './net-of-lines.ts';

/** What becomes of the unused days that were paid for. */
export type Settlement = 'refund' | 'credit' | 'none';

export type PlanCancellation = ChangeTerms & {
  when: 'now' | 'period_end' | { on: LocalDate };
  settle: Settlement;
};

/** How a subscription is meant to end; `next_billing_at` is null once it has. */
export type Ending = { ends_on: LocalDate | null; cancel_at_period_end: boolean; next_billing_at: Date | null };

export type PlannedCancellation = ChangeMoney & {
  effective_at: Date;
  effective_on: LocalDate;
  /** Its status from now on: as it is until a cancellation that is still to come. */
  status: SubscriptionStatus;
  /** What is paid back where the lines come to less than nothing, not below zero. Minor units, before tax. */
  refund: bigint;
  /** What is put on the customer's account instead. */
  account_credit: bigint;
  subscription: Ending;
};

/**
 * The end of a subscription, in money: the unused days that were paid for are refunded, credited or kept, what was used
 * in arrear and by meters is charged. The lines make a last invoice, which may come to less than nothing.
 *
 * - now: from the instant on. By half-open days the day of the end is given back, by inclusive days it is kept.
 * - period_end: nothing is given back but of fees of a longer interval; the renewal bills the last charges and ends it.
 * - on a day, the first that it is not there any more: the same, and a period that is not billed yet is cut there. What is
 *   billed from the day on is given back:
 *   these lines wait for the last invoice, and are dropped when the cancellation is taken back.
 *
 * @throws BillingError illegal_transition when it has ended; renewal_due when something is to be billed first;
 * validation_failed for a day that is not after today
 * @example
 * const item = { subscription_item_id: 'basic', kind: 'recurring', name: 'Basic', timing: 'advance', quantity: '1',
 *   product_id: null, meter_id: null, pricing: Pricing.parse({ model: 'flat', amount: 31 }),
 *   service: { start: '2025-01-01', end: '2025-02-01' },
 *   billed: { line_id: 'line-1', amount: 3100n, paid: 3100n, credited: 0n } };
 * const subscription = { status: 'active', time_zone: 'UTC', currency: 'USD', interval: 'month', interval_count: 1,
 *   start_date: '2025-01-01', anchor_date: '2025-01-01', cycle_index: 0, current_period_start: '2025-01-01',
 *   current_period_end: '2025-02-01', next_billing_at: parseInstant('2025-02-01T00:00:00Z'), items: [item] };
 * const terms = { subscription, at: parseInstant('2025-01-22T12:00:00Z'), rounding: { mode: 'half_up' } };
 * planCancellation({ ...terms, when: 'now', settle: 'refund' }).refund // 1000n
 * planCancellation({ ...terms, when: 'now', settle: 'credit' }).account_credit // 1000n
 * planCancellation({ ...terms, when: 'period_end', settle: 'refund' }).subscription.ends_on // '2025-02-01'
 */
export function planCancellation(input: PlanCancellation): PlannedCancellation {
  const context = changeContext(input);
  const { subscription } = context;
  assertLive(context);
  // Nothing is due of one that pauses, however long it does.
  if (subscription.status === 'paused') assertAfterLastChange(context);
  else assertBilled(context);
  if (input.when === 'now') return cancelNow(context, input.settle);
  if (input.when === 'period_end') return cancelOn(context, subscription.current_period_end, input.settle, true);
  return cancelOn(context, assertLater(context, input.when.on), input.settle, false);
}

function cancelNow(context: ChangeContext, settle: Settlement): PlannedCancellation {
  const { now, subscription } = context;
  const isPaused = subscription.status === 'paused';
  // A pause closed what was used: one that began in a trial leaves items of which nothing was, and nothing is owed. Nor is
  // it where the renewal has billed all that it was to until the end.
  const ending = isPaused || subscription.next_billing_at === null ? withBilledItems(context) : context;
  // The day that was told is the first without it, in every measure.
  const until = hasCome(subscription, now) ? momentOf(context, subscription.ends_on ?? now.day) : endOfUse(context);
  const { lines } = endItems(ending, settle !== 'none', until);
  const money = netOfLines(lines, subscription.currency, { invoicing: 'now', waits: false });
  return {
    ...money,
    billing: lines.length === 0 ? 'nothing' : 'invoice_now',
    ...settled(money.net, settle),
    effective_at: now.at,
    effective_on: now.day,
    status: 'canceled',
    subscription: { ends_on: now.day, cancel_at_period_end: false, next_billing_at: null },
  };
}

function cancelOn(
  context: ChangeContext,
  day: LocalDate,
  settle: Settlement,
  cancel_at_period_end: boolean,
): PlannedCancellation {
  const { subscription } = context;
  const then = { ...context, now: momentOf(context, day) };
  // The charges until then are the renewal's, which cuts the last period.
  const credits = settle === 'none' ? [] : creditsAt(then);
  const money = netOfLines(credits, subscription.currency, { invoicing: 'next_invoice', waits: true });
  return {
    ...money,
    ...settled(money.net, settle),
    effective_at: then.now.at,
    effective_on: day,
    status: subscription.status,
    subscription: { ends_on: day, cancel_at_period_end, next_billing_at: dueBy(subscription, day) },
  };
}

function creditsAt(then: ChangeContext) {
  return endItems(withBilledItems(then), true, then.now).lines;
}

function withBilledItems(context: ChangeContext): ChangeContext {
  const { subscription, now } = context;
  const items = subscription.items.filter(({ billed, service }) => billed !== null && service.end > now.day);
  return { ...context, subscription: { ...subscription, items } };
}

/** The run comes at the end, unless it has to come before. */
function dueBy({ next_billing_at, time_zone }: ChangeContext['subscription'], day: LocalDate): Date | null {
  if (next_billing_at === null) return null;
  const end = startOfDay(day, time_zone);
  return end < next_billing_at ? end : next_billing_at;
}

function settled(net: bigint, settle: Settlement): Pick<PlannedCancellation, 'refund' | 'account_credit'> {
  const owed = net < 0n ? -net : 0n;
  return { refund: settle === 'refund' ? owed : 0n, account_credit: settle === 'credit' ? owed : 0n };
}

function assertLater({ now }: ChangeContext, day: LocalDate): LocalDate {
  if (parseLocalDate(day) > now.day) return day;
  const message = `${day} is not after today, ${now.day}; cancel now, or choose a later day.`;
  throw new BillingError('validation_failed', message, { errors: [{ path: 'when.on', message }] });
}
