import type { UsageFilters } from '@revenue/billing-core/usage';
import { type SqlConditions, sqlConditions } from '../sql-conditions.ts';

/** The filters of the list of usage over `usage_records u`; only those that are asked for, so that each finds its index. */
export function usageConditions(tenant_id: string, filters: UsageFilters): SqlConditions {
  const conditions = sqlConditions(tenant_id, 'u');
  const { bind, when } = conditions;
  when(filters.customer_id, (id) => `u.customer_id = ${bind(id)}::uuid`);
  when(filters.meter, (code) => `u.meter_id = (SELECT id FROM meters WHERE tenant_id = $1 AND code = ${bind(code)})`);
  when(filters.from, (instant) => `u.occurred_at >= ${bind(instant)}::timestamptz`);
  when(filters.to, (instant) => `u.occurred_at < ${bind(instant)}::timestamptz`);
  return conditions;
}
