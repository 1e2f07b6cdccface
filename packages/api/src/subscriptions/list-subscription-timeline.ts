import type { TimelinePage } from '@revenue/billing-core/customers';
import type { ListSubscriptionTimeline } from '@revenue/billing-core/subscriptions';
import { Prisma } from '@revenue/db/database';
import { readTimeline } from '../audit/read-timeline.ts';
import type { OperationContext } from '../context.ts';
import { loadSubscription } from './queries.ts';

/** Of a subscription with more invoices than this the log of the oldest is read at the invoice itself. */
const INVOICES = 200;

/** What happened to a subscription, to the invoices with lines of it and to their credit notes, newest first. */
export async function listSubscriptionTimeline(
  ctx: OperationContext,
  { id, limit, cursor }: ListSubscriptionTimeline,
): Promise<TimelinePage> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await loadSubscription(tx, tenant_id, id);
    return readTimeline(tx, tenant_id, {
      records: recordsOf(tenant_id, id),
      changes_of: ['subscription'],
      limit,
      cursor,
    });
  });
}

const recordsOf = (tenant_id: string, subscription_id: string) => Prisma.sql`
      WITH billed AS (
        SELECT i.id, i.invoice_number, i.total, i.currency FROM invoices i
         WHERE i.tenant_id = ${tenant_id}::uuid AND i.id IN (
                 SELECT l.invoice_id FROM invoice_items l
                   JOIN subscription_items n ON n.tenant_id = l.tenant_id AND n.id = l.subscription_item_id
                  WHERE l.tenant_id = ${tenant_id}::uuid AND n.subscription_id = ${subscription_id}::uuid)
         ORDER BY i.id DESC LIMIT ${INVOICES})
      SELECT s.id, NULL::text AS label, NULL::bigint AS amount, v.currency FROM subscriptions s
        JOIN plan_versions v ON v.tenant_id = s.tenant_id AND v.id = s.plan_version_id
       WHERE s.tenant_id = ${tenant_id}::uuid AND s.id = ${subscription_id}::uuid
      UNION ALL
      SELECT id, invoice_number, total, currency FROM billed
      UNION ALL
      SELECT n.id, n.credit_note_number, n.total, n.currency FROM credit_notes n
       WHERE n.tenant_id = ${tenant_id}::uuid AND n.invoice_id IN (SELECT id FROM billed)`;
