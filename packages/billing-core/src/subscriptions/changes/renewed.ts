import type { RenewedComponent, RenewedSubscription, ScheduledChange } from '../plan-renewal.ts';
import type { ChangedSubscription, SubscribedItem } from './change-terms.ts';
import type { PlannedChange } from './plan-change.ts';

/**
 * A subscription as `planRenewal` wants it: its items as components, each from the first day that it is charged for.
 *
 * @example
 * const subscription = { status: 'active', time_zone: 'UTC', currency: 'USD', interval: 'month', interval_count: 1,
 *   start_date: '2025-01-01', anchor_date: '2025-01-01', cycle_index: 0, current_period_start: '2025-01-01',
 *   current_period_end: '2025-02-01', next_billing_at: null,
 *   items: [{ kind: 'usage', service: { start: '2025-01-17', end: '2025-02-01' }, billed: null }] };
 * renewedSubscription(subscription).plan.components // [{ kind: 'usage', active_from: '2025-01-17' }]
 */
export function renewedSubscription(subscription: ChangedSubscription): RenewedSubscription {
  const { items, currency, interval, interval_count, status: _, ...standing } = subscription;
  return { ...standing, plan: { interval, interval_count, currency, components: componentsOf(items) } };
}

/**
 * A change at period end as `planRenewal` carries it out.
 *
 * @example
 * const change = { effective_on: '2025-02-01', items: [],
 *   subscription: { anchor_date: '2025-01-01', interval: 'month', interval_count: 1 } };
 * scheduledChange(change) // { on: '2025-02-01', anchor_date: '2025-01-01', interval: 'month', interval_count: '1', components: [] }
 */
export function scheduledChange({ effective_on, items, subscription }: PlannedChange): ScheduledChange {
  const { anchor_date, interval, interval_count } = subscription;
  return { on: effective_on, anchor_date, interval, interval_count, components: componentsOf(items) };
}

function componentsOf(items: readonly SubscribedItem[]): RenewedComponent[] {
  return items.map(({ service, billed: _, since: __, replaces: ___, ...item }) => ({
    ...item,
    active_from: service.start,
  }));
}
