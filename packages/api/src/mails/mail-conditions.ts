import type { MailFilters } from '@revenue/billing-core/mails';
import { escapePattern } from '../search-text.ts';
import { type SqlConditions, sqlConditions } from '../sql-conditions.ts';

/** The filters of the outbox over `mails m`, for statements over all that match. */
export function mailConditions(tenant_id: string, filters: MailFilters): SqlConditions {
  const conditions = sqlConditions(tenant_id, 'm');
  const { bind, when } = conditions;
  when(filters.status, (status) => `m.status = ${bind(status)}`);
  when(filters.object_id, (id) => `m.object_id = ${bind(id)}::uuid`);
  when(filters.q || undefined, (q) => {
    const pattern = bind(`%${escapePattern(q)}%`);
    return `(m.subject ILIKE ${pattern} OR m.to_address ILIKE ${pattern})`;
  });
  return conditions;
}
