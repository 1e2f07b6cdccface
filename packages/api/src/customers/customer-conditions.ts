import type { CustomerFilters } from '@revenue/billing-core/customers';
import { addMatching, type SqlConditions, sqlConditions } from '../sql-conditions.ts';

/** The filters of the list of customers over `customers c`, for statements over all that match. */
export function customerConditions(tenant_id: string, filters: Partial<CustomerFilters>): SqlConditions {
  const conditions = sqlConditions(tenant_id, 'c');
  const { bind, when } = conditions;
  when(true, () => (filters.deleted ? 'c.deleted_at IS NOT NULL' : 'c.deleted_at IS NULL'));
  when(filters.status, (status) => `c.status = ${bind(status)}`);
  when(filters.country, (country) => `c.country = ${bind(country)}`);
  when(filters.currency, (currency) => `c.currency = ${bind(currency)}`);
  when(filters.parent_id, (id) => `c.parent_id = ${bind(id)}::uuid`);
  when(
    filters.has_overdue,
    (has) => `${has ? '' : 'NOT '}EXISTS (SELECT FROM invoices o
    WHERE o.tenant_id = $1 AND o.customer_id = c.id AND o.status = 'overdue')`,
  );
  when(filters.created_from, (day) => `c.created_at >= ${dayBegins(`${bind(day)}::date`)}`);
  when(filters.created_to, (day) => `c.created_at < ${dayBegins(`${bind(day)}::date + 1`)}`);
  addMatching(conditions, 'c', filters.q, ['name', 'email', 'company']);
  return conditions;
}

/** Days are those of the tenant, like everywhere on its pages. */
const dayBegins = (day: string) => `(${day})::timestamp AT TIME ZONE (SELECT time_zone FROM tenants WHERE id = $1)`;
