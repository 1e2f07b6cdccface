import { ExportCustomers } from '@revenue/billing-core/customers';
import { customerConditions } from '../customers/customer-conditions.ts';
import { addIds, orderOf } from '../sql-conditions.ts';
import { csvExport } from './csv-export.ts';
import { amount, column, exportColumns } from './export-columns.ts';
import { instantText } from './sql-format.ts';

const columns = exportColumns([
  column('name', 'c.name'),
  column('email', 'c.email'),
  column('company', 'c.company'),
  column('status', 'c.status'),
  column('address_line1', 'c.address_line1'),
  column('address_line2', 'c.address_line2'),
  column('city', 'c.city'),
  column('state', 'c.state'),
  column('postal_code', 'c.postal_code'),
  column('country', 'c.country'),
  column('tax_id', 'c.tax_id'),
  column('payment_terms', 'c.payment_terms'),
  column('currency', 'c.currency'),
  amount('amount_due', 'COALESCE(o.amount_due, 0)'),
  amount('overdue', 'COALESCE(o.overdue, 0)'),
  column('locale', 'c.locale'),
  column('time_zone', 'c.time_zone'),
  column('created_at', instantText('c.created_at')),
  column('metadata', 'c.metadata::text'),
  column('external_id', 'c.external_id'),
  column('id', 'c.id'),
]);

/** What is owed in the customer's own currency: summed once for all, not once a customer. */
const OWED = `
  LEFT JOIN (SELECT customer_id, currency, sum(amount_due) AS amount_due,
                    sum(amount_due) FILTER (WHERE status = 'overdue') AS overdue
               FROM invoices WHERE tenant_id = $1 AND status IN ('sent', 'overdue') GROUP BY customer_id, currency) o
    ON o.customer_id = c.id AND o.currency = c.currency`;

/** GET /customers.csv: the customers of the list. */
export const customersCsvRoute = csvExport({
  path: '/customers.csv',
  tag: 'customers',
  summary: 'Download customers as CSV',
  query: ExportCustomers,
  name: 'customers',
  columns,
  statement: ({ tenant_id }, input) => {
    const conditions = customerConditions(tenant_id, input);
    addIds(conditions, 'c', input.ids);
    const { values, text } = conditions;
    const select = `SELECT ${columns.select} FROM customers c ${OWED}`;
    return { values, statement: `${select} WHERE ${text()} ORDER BY ${orderOf('c', input.sort)}` };
  },
});
