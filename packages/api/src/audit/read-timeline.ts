import { changedFields, type TimelinePage } from '@revenue/billing-core/customers';
import { wireAmount } from '@revenue/billing-core/money';
import { Prisma, type Tx } from '@revenue/db/database';
import { badCursor, cutPage, decodeCursor } from '../pagination.ts';

const NEWEST_FIRST = '-created_at';

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

export interface TimelineOf {
  /** Whose records are told of, as `id, label, amount, currency`. */
  records: Prisma.Sql;
  /** Of records of these types it is told which fields changed. */
  changes_of: readonly string[];
  limit: number;
  cursor?: string | undefined;
}

/**
 * What the log says of some records, newest first. It is read by their ids, through the index that begins with them. Ids
 * carry their time.
 */
export async function readTimeline(tx: Tx, tenant_id: string, of: TimelineOf): Promise<TimelinePage> {
  const { records, changes_of, limit, cursor } = of;
  const earlier = cursor === undefined ? Prisma.empty : Prisma.sql`AND a.id < ${idOf(cursor)}::uuid`;
  const rows = await tx.$queryRaw<TimelineRow[]>`
    WITH records (id, label, amount, currency) AS (${records})
    SELECT a.id, a.created_at, a.action, a.actor_type, COALESCE(m.email, k.name, a.actor_id) AS actor_name, a.object_type,
           a.object_id, CASE WHEN a.object_type = ANY(${changes_of}::text[]) THEN a.before END AS before,
           CASE WHEN a.object_type = ANY(${changes_of}::text[]) THEN a.after END AS after,
           CASE WHEN a.action = 'invoice.sent' THEN concat_ws(' to ', r.label, a.after ->> 'to') ELSE r.label END AS label,
           r.amount, r.currency
      FROM records r
      JOIN audit_log a ON a.tenant_id = ${tenant_id}::uuid AND a.object_id = r.id
      LEFT JOIN memberships m ON m.tenant_id = a.tenant_id AND a.actor_type = 'user' AND m.user_id = a.actor_id
      LEFT JOIN api_keys k ON k.tenant_id = a.tenant_id AND a.actor_type = 'api_key' AND k.id::text = a.actor_id
     WHERE true ${earlier} ORDER BY a.id DESC LIMIT ${limit + 1}`;
  const page = cutPage<TimelineRow, 'created_at'>(rows, limit, NEWEST_FIRST);
  return { data: page.rows.map(toEntry), next_cursor: page.next_cursor };
}

function idOf(cursor: string): string {
  const { sort, id } = decodeCursor(cursor);
  if (sort !== NEWEST_FIRST) throw badCursor('it belongs to another list');
  return id;
}

/** What a change of a subscription charged or gave back, as it was written down with it. */
function netOf({ object_type, after }: TimelineRow): number | null {
  if (object_type !== 'subscription' || after === null) return null;
  const { change, net } = after as { change?: { net?: unknown } | null; net?: unknown };
  const amount = change?.net ?? net;
  return typeof amount === 'number' ? amount : null;
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
    amount: amount === null || currency === null ? netOf(row) : wireAmount(amount, currency),
    currency,
    changes: row.before && row.after ? changedFields(row.before, row.after) : [],
  };
}
