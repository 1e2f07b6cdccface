import { changedFields, type ListCustomerTimeline, type TimelinePage } from '@revenue/billing-core/customers';
import { wireAmount } from '@revenue/billing-core/money';
import { Prisma, type Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { badCursor, cutPage, decodeCursor } from '../pagination.ts';
import { loadCustomer } from './queries.ts';

const NEWEST_FIRST = '-created_at';
/** Of a customer with more invoices than this the log of the oldest is read at the invoice itself. */
const RECORDS = 200;

interface TimelineRow {
  id: string;
  created_at: Date;
  action: string;
  actor_type: string;
  actor_name: string;
  object_type: string;
  object_id: string;
  before: Record<string, never> | null;
  after: Record<string, never> | null;
  label: string | null;
  amount: bigint | null;
  currency: string | null;
}

/** What happened to a customer and to its newest subscriptions, invoices, credit notes and payments, newest first. */
export async function listCustomerTimeline(ctx: OperationContext, input: ListCustomerTimeline): Promise<TimelinePage> {
  const { tenant_id } = ctx;
  const { id, limit, cursor } = input;
  const rows = await ctx.db.withTenant(tenant_id, async (tx) => {
    await loadCustomer(tx, tenant_id, id);
    return loadRows(tx, tenant_id, id, limit + 1, cursor === undefined ? null : idOf(cursor));
  });
  const page = cutPage<TimelineRow, 'created_at'>(rows, limit, NEWEST_FIRST);
  return { data: page.rows.map(toEntry), next_cursor: page.next_cursor };
}

function idOf(cursor: string): string {
  const { sort, id } = decodeCursor(cursor);
  if (sort !== NEWEST_FIRST) throw badCursor('it belongs to another list');
  return id;
}

/** The log is read by the ids of the records, through the index that begins with them. Ids carry their time. */
function loadRows(
  tx: Tx,
  tenant_id: string,
  customer_id: string,
  count: number,
  before: string | null,
): Promise<TimelineRow[]> {
  const earlier = before === null ? Prisma.empty : Prisma.sql`AND a.id < ${before}::uuid`;
  return tx.$queryRaw<TimelineRow[]>`
    WITH records AS (
      SELECT ${customer_id}::uuid AS id, NULL::text AS label, NULL::bigint AS amount, NULL::text AS currency
      UNION ALL
      (SELECT s.id, p.name, NULL, NULL FROM subscriptions s
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
        WHERE tenant_id = ${tenant_id}::uuid AND customer_id = ${customer_id}::uuid ORDER BY id DESC LIMIT ${RECORDS}))
    SELECT a.id, a.created_at, a.action, a.actor_type, COALESCE(m.email, k.name, a.actor_id) AS actor_name, a.object_type,
           a.object_id, CASE WHEN a.object_type = 'customer' THEN a.before END AS before,
           CASE WHEN a.object_type = 'customer' THEN a.after END AS after,
           CASE WHEN a.action = 'invoice.sent' THEN concat_ws(' to ', r.label, a.after ->> 'to') ELSE r.label END AS label,
           r.amount, r.currency
      FROM records r
      JOIN audit_log a ON a.tenant_id = ${tenant_id}::uuid AND a.object_id = r.id
      LEFT JOIN memberships m ON m.tenant_id = a.tenant_id AND a.actor_type = 'user' AND m.user_id = a.actor_id
      LEFT JOIN api_keys k ON k.tenant_id = a.tenant_id AND a.actor_type = 'api_key' AND k.id::text = a.actor_id
     WHERE true ${earlier} ORDER BY a.id DESC LIMIT ${count}`;
}

function toEntry(row: TimelineRow): TimelinePage['data'][number] {
  const { id, created_at, action, object_type, object_id, label, amount, currency } = row;
  return {
    id,
    at: created_at.toISOString(),
    action,
    actor: { type: row.actor_type, name: row.actor_name },
    object_type,
    object_id,
    label,
    amount: amount === null || currency === null ? null : wireAmount(amount, currency),
    currency,
    changes: row.before && row.after ? changedFields(row.before, row.after) : [],
  };
}
