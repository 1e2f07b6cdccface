import type { LocalDate } from '../../time/index.ts';
import { assertSubscriptionTransition } from '../status.ts';
import { assertBilled, changeContext } from './change-context.ts';
import type { ChangeMoney, ChangeTerms, SubscribedItem } from './change-terms.ts';
import { endItems, endOfUse } from './end-items.ts';
import { netOfLines } from './net-of-lines.ts';

export type PlanPause = ChangeTerms & {
  /** Whether the unused days that were paid for are given back, or are there again for a resumption before their end. */
  settle: 'credit' | 'none';
};

export type PlannedPause = ChangeMoney & {
  effective_at: Date;
  effective_on: LocalDate;
  status: 'paused';
  /** With the days they are still paid for. */
  items: SubscribedItem[];
  /** Nothing is due while it pauses. */
  subscription: { next_billing_at: null };
};

/**
 * Stops a subscription for a while: what was used and is not billed is charged, and the unused days that were paid for
 * are given back with the next invoice, or kept.
 *
 * @throws BillingError illegal_transition from a status that cannot pause; renewal_due when something is to be billed
 * first; validation_failed
 * @example
 * const item = { subscription_item_id: 'basic', kind: 'recurring', name: 'Basic', timing: 'advance', quantity: '1',
 *   product_id: null, meter_id: null, pricing: Pricing.parse({ model: 'flat', amount: 31 }),
 *   service: { start: '2025-01-01', end: '2025-02-01' },
 *   billed: { line_id: 'line-1', amount: 3100n, paid: 3100n, credited: 0n } };
 * const subscription = { status: 'active', time_zone: 'UTC', currency: 'USD', interval: 'month', interval_count: 1,
 *   start_date: '2025-01-01', anchor_date: '2025-01-01', cycle_index: 0, current_period_start: '2025-01-01',
 *   current_period_end: '2025-02-01', next_billing_at: parseInstant('2025-02-01T00:00:00Z'), items: [item] };
 * const at = parseInstant('2025-01-22T12:00:00Z');
 * const paused = planPause({ subscription, at, settle: 'credit', rounding: { mode: 'half_up' } });
 * [paused.net, paused.items[0].service.end] // [-1000n, '2025-01-22']
 */
export function planPause(input: PlanPause): PlannedPause {
  const context = changeContext(input);
  const { subscription, policy, now } = context;
  assertSubscriptionTransition(subscription.status, 'paused');
  assertBilled(context);
  const { lines, items } = endItems(context, input.settle === 'credit', endOfUse(context));
  return {
    ...netOfLines(lines, subscription.currency, { invoicing: policy.invoicing, waits: false }),
    effective_at: now.at,
    effective_on: now.day,
    status: 'paused',
    items,
    subscription: { next_billing_at: null },
  };
}
