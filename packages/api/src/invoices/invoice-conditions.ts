import type { InvoiceFilters } from '@revenue/billing-core/invoices';
import { escapePattern } from '../search-text.ts';
import { type SqlConditions, sqlConditions } from '../sql-conditions.ts';

/**
 * The filters of the list of invoices over `invoices i`, for statements over all that match: sums, exports and bulk
 * actions. A test holds it to the same rows as the list. Customers are found by name or company first, and once.
 */
export function invoiceConditions(tenant_id: string, filters: InvoiceFilters): SqlConditions {
  const conditions = sqlConditions(tenant_id, 'i');
  const { bind, when } = conditions;
  when(filters.status, (status) => `i.status = ${bind(status)}`);
  when(filters.customer_id, (id) => `i.customer_id = ${bind(id)}::uuid`);
  when(filters.billing_run_id, (id) => `i.billing_run_id = ${bind(id)}::uuid`);
  when(
    filters.subscription_id,
    (id) => `i.id IN (SELECT l.invoice_id FROM invoice_items l
      JOIN subscription_items n ON n.tenant_id = l.tenant_id AND n.id = l.subscription_item_id
     WHERE l.tenant_id = $1 AND n.subscription_id = ${bind(id)}::uuid)`,
  );
  when(filters.currency, (currency) => `i.currency = ${bind(currency)}`);
  when(filters.issued_from, (day) => `i.issue_date >= ${bind(day)}::date`);
  when(filters.issued_to, (day) => `i.issue_date <= ${bind(day)}::date`);
  when(filters.q || undefined, (q) => {
    const pattern = escapePattern(q);
    const part = bind(`%${pattern}%`);
    const named = `SELECT id FROM customers WHERE tenant_id = $1 AND (name ILIKE ${part} OR company ILIKE ${part})`;
    return `(i.invoice_number ILIKE ${bind(`${pattern}%`)} OR i.customer_id = ANY (ARRAY(${named})))`;
  });
  return conditions;
}
