import type { CreditNoteFilters } from '@revenue/billing-core/credit-notes';
import { escapePattern } from '../search-text.ts';
import { type SqlConditions, sqlConditions } from '../sql-conditions.ts';

/** The filters of the list of credit notes over `credit_notes n`, for exports. A test holds it to the same rows as the list. */
export function creditNoteConditions(tenant_id: string, filters: CreditNoteFilters): SqlConditions {
  const conditions = sqlConditions(tenant_id, 'n');
  const { bind, when } = conditions;
  when(filters.customer_id, (id) => `n.customer_id = ${bind(id)}::uuid`);
  when(filters.invoice_id, (id) => `n.invoice_id = ${bind(id)}::uuid`);
  when(filters.currency, (currency) => `n.currency = ${bind(currency)}`);
  when(filters.issued_from, (day) => `n.issue_date >= ${bind(day)}::date`);
  when(filters.issued_to, (day) => `n.issue_date <= ${bind(day)}::date`);
  when(filters.q, (q) => {
    const pattern = escapePattern(q);
    const named = `SELECT id FROM customers WHERE tenant_id = $1 AND name ILIKE ${bind(`%${pattern}%`)}`;
    return `(n.credit_note_number ILIKE ${bind(`${pattern}%`)} OR n.customer_id = ANY (ARRAY(${named})))`;
  });
  return conditions;
}
