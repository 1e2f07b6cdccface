import type { SubscriptionFilters } from '@revenue/billing-core/subscriptions';
import { escapePattern, isId } from '../search-text.ts';
import { type SqlConditions, sqlConditions } from '../sql-conditions.ts';
import { LIVE_STATUSES } from './live-statuses.ts';

/**
 * The filters of the list of subscriptions over `subscriptions s`, for statements over all that match. A test holds it to
 * the same rows as the list. Customers and plans are found by their names first, and once.
 */
export function subscriptionConditions(tenant_id: string, filters: SubscriptionFilters): SqlConditions {
  const conditions = sqlConditions(tenant_id, 's');
  const { bind, when } = conditions;
  const { renews_from, renews_to } = filters;
  when(filters.status, (status) => `s.status = ${bind(status)}`);
  when(filters.customer_id, (id) => `s.customer_id = ${bind(id)}::uuid`);
  when(filters.billing_cycle_id, (id) => `s.billing_cycle_id = ${bind(id)}::uuid`);
  when(filters.plan_id, (id) => `s.plan_version_id IN (${VERSIONS} AND v.plan_id = ${bind(id)}::uuid)`);
  when(renews_from, (day) => `s.current_period_end >= ${bind(day)}::date`);
  when(renews_to, (day) => `s.current_period_end <= ${bind(day)}::date`);
  when(renews_from ?? renews_to, () => `NOT s.cancel_at_period_end AND s.status = ANY (${bind(LIVE_STATUSES)})`);
  when(filters.q || undefined, (q) => {
    const pattern = bind(`%${escapePattern(q)}%`);
    const ways = [
      `s.customer_id = ANY (ARRAY(SELECT id FROM customers WHERE tenant_id = $1 AND name ILIKE ${pattern}))`,
      `s.plan_version_id IN (${VERSIONS} AND p.name ILIKE ${pattern})`,
      `s.external_id = ${bind(q)}`,
      ...(isId(q) ? [`s.id = ${bind(q)}::uuid`] : []),
    ];
    return `(${ways.join(' OR ')})`;
  });
  return conditions;
}

const VERSIONS = `SELECT v.id FROM plan_versions v JOIN plans p ON p.tenant_id = v.tenant_id AND p.id = v.plan_id
                   WHERE v.tenant_id = $1`;
