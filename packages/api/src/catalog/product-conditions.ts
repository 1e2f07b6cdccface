import type { ProductFilters } from '@revenue/billing-core/catalog';
import { addMatching, type SqlConditions, sqlConditions } from '../sql-conditions.ts';

/** The filters of the list of products over `products p`, for statements over all that match. */
export function productConditions(tenant_id: string, filters: ProductFilters): SqlConditions {
  const conditions = sqlConditions(tenant_id, 'p');
  const { bind, when } = conditions;
  when(true, () => 'p.deleted_at IS NULL');
  when(filters.type, (type) => `p.type = ${bind(type)}`);
  when(filters.active, (active) => `p.active = ${bind(active)}`);
  addMatching(conditions, 'p', filters.q, ['name', 'description']);
  return conditions;
}
