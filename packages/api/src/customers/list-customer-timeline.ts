import type { ListCustomerTimeline, TimelinePage } from '@revenue/billing-core/customers';
import { Prisma } from '@revenue/db/database';
import { readTimeline } from '../audit/read-timeline.ts';
import type { OperationContext } from '../context.ts';
import { loadCustomer } from './queries.ts';

/** Of a customer with more invoices than this the log of the oldest is read at the invoice itself. */
const RECORDS = 200;

/** What happened to a customer and to its newest subscriptions, invoices, credit notes, payments and payment methods, newest first. */
export async function listCustomerTimeline(ctx: OperationContext, input: ListCustomerTimeline): Promise<TimelinePage> {
  const { tenant_id } = ctx;
  const { id, limit, cursor } = input;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await loadCustomer(tx, tenant_id, id);
    const changes_of = ['customer', 'subscription'];
    return readTimeline(tx, tenant_id, { records: recordsOf(tenant_id, id), changes_of, limit, cursor });
  });
}

const recordsOf = (tenant_id: string, customer_id: string) => Prisma.sql`
      SELECT ${customer_id}::uuid AS id, NULL::text AS label, NULL::bigint AS amount, NULL::text AS currency
      UNION ALL
      (SELECT s.id, p.name, NULL, v.currency FROM subscriptions s
         JOIN plan_versions v ON v.tenant_id = s.tenant_id AND v.id = s.plan_version_id
         JOIN plans p ON p.tenant_id = v.tenant_id AND p.id = v.plan_id
        WHERE s.tenant_id = ${tenant_id}::uuid AND s.customer_id = ${customer_id}::uuid ORDER BY s.id DESC LIMIT ${RECORDS})
      UNION ALL
      (SELECT id, invoice_number, total, currency FROM invoices
        WHERE tenant_id = ${tenant_id}::uuid AND customer_id = ${customer_id}::uuid ORDER BY issue_date DESC LIMIT ${RECORDS})
      UNION ALL
      (SELECT id, credit_note_number, total, currency FROM credit_notes
        WHERE tenant_id = ${tenant_id}::uuid AND customer_id = ${customer_id}::uuid ORDER BY id DESC LIMIT ${RECORDS})
      UNION ALL
      (SELECT id, NULL, amount, currency FROM payments
        WHERE tenant_id = ${tenant_id}::uuid AND customer_id = ${customer_id}::uuid ORDER BY id DESC LIMIT ${RECORDS})
      UNION ALL
      (SELECT id, COALESCE(label, reference), NULL, NULL FROM payment_methods
        WHERE tenant_id = ${tenant_id}::uuid AND customer_id = ${customer_id}::uuid ORDER BY id DESC LIMIT ${RECORDS})`;
