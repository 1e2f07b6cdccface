import { type JudgedArrears, judgeArrears, type SubscriptionStatus } from '@revenue/billing-core/subscriptions';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../../audit/write-changes.ts';
import type { OperationContext } from '../../context.ts';
import { recordMrr } from '../record-mrr.ts';
import { AWAITED } from './arrears-statuses.ts';
import { loadRules } from './load-rules.ts';

interface ArrearsRow {
  id: string;
  status: SubscriptionStatus;
  time_zone: string;
  grace_ends_at: Date | null;
  owed_since: string | null;
  first_paid: boolean;
}

type Judged = ArrearsRow & { becomes: JudgedArrears };

/**
 * Lets the subscriptions that these invoices bill follow what became of them: past due with the first that is overdue,
 * active when none is any more, active with the first payment. Called in the transaction that changed the invoices; a
 * second call finds nothing to do.
 */
export async function followInvoices(
  client: SqlClient,
  ctx: OperationContext,
  invoiceIds: readonly string[],
): Promise<void> {
  if (invoiceIds.length === 0) return;
  const rows = await loadArrears(client, ctx.tenant_id, invoiceIds);
  if (rows.length === 0) return;
  const { grace_days } = await loadRules(client, ctx.tenant_id);
  const judged = rows.flatMap((row): Judged[] => {
    const becomes = judgeArrears({ ...row, grace_days });
    return becomes === null ? [] : [{ ...row, becomes }];
  });
  await writeStandings(client, ctx, judged);
}

/**
 * Those that could become something else, locked in the order of their ids. The lock comes first and by itself: of two
 * payments at once the second would see the invoice of the first as it was before the wait, and let it be past due for ever.
 */
async function loadArrears(client: SqlClient, tenantId: string, invoiceIds: readonly string[]): Promise<ArrearsRow[]> {
  const ofSubscription = (condition: string, what: string) => `
    (SELECT ${what} FROM subscription_items oi
       JOIN invoice_items ol ON ol.tenant_id = oi.tenant_id AND ol.subscription_item_id = oi.id
       JOIN invoices o ON o.tenant_id = ol.tenant_id AND o.id = ol.invoice_id
      WHERE oi.tenant_id = s.tenant_id AND oi.subscription_id = s.id AND ${condition})`;
  const areTheirs = `s.tenant_id = $1::uuid AND s.status IN ('active', 'past_due', 'incomplete')
        AND s.id IN (SELECT si.subscription_id FROM invoice_items it
                       JOIN subscription_items si ON si.tenant_id = it.tenant_id AND si.id = it.subscription_item_id
                      WHERE it.tenant_id = $1::uuid AND it.invoice_id = ANY($2::uuid[]))
      ORDER BY s.id`;
  const values = [tenantId, invoiceIds];
  await client.query(`SELECT FROM subscriptions s WHERE ${areTheirs} FOR UPDATE OF s`, values);
  const { rows } = await client.query(
    `SELECT s.id, s.status, s.time_zone, s.grace_ends_at, ${ofSubscription('o.status = ANY($3::text[])', 'min(o.due_date)::text')} AS owed_since,
            ${ofSubscription(`o.status = 'paid'`, 'count(*) > 0')} AS first_paid
       FROM subscriptions s
      WHERE ${areTheirs}`,
    [...values, AWAITED],
  );
  return rows as ArrearsRow[];
}

async function writeStandings(client: SqlClient, ctx: OperationContext, judged: Judged[]): Promise<void> {
  if (judged.length === 0) return;
  const ids = judged.map(({ id }) => id);
  await client.query(
    `UPDATE subscriptions s SET status = u.status, grace_ends_at = u.grace_ends_at, updated_at = $2, version = s.version + 1
       FROM unnest($3::uuid[], $4::text[], $5::timestamptz[]) AS u(id, status, grace_ends_at)
      WHERE s.tenant_id = $1::uuid AND s.id = u.id`,
    [
      ctx.tenant_id,
      ctx.clock.now(),
      ids,
      judged.map(({ becomes }) => becomes.status),
      judged.map(({ becomes }) => becomes.grace_ends_at),
    ],
  );
  await writeChanges(
    client,
    ctx,
    judged.map(({ id, status, grace_ends_at, becomes }) => ({
      type: 'subscription.updated' as const,
      object_type: 'subscription',
      object_id: id,
      before: { status, grace_ends_at: grace_ends_at?.toISOString() ?? null },
      after: { id, status: becomes.status, grace_ends_at: becomes.grace_ends_at?.toISOString() ?? null },
    })),
  );
  await recordMrr(client, ctx, ids);
}
