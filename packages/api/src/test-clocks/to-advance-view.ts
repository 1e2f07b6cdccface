import { wireAmount } from '@revenue/billing-core/money';
import type { ClockAdvance } from '@revenue/billing-core/test-clocks';
import type { Prisma, Tx } from '@revenue/db/database';
import { leastIdAt } from '@revenue/db/ids';

type AdvanceRow = Prisma.TestClockAdvanceGetPayload<object>;
type Span = Pick<AdvanceRow, 'tenant_id' | 'from_at' | 'reached_at'>;

/** Ids of one moment may carry the time of another that is so much later. */
const ID_DRIFT_MS = 20_000;

/** The ids are a range of the primary key, the instants are exact. */
function boundsOf({ tenant_id, from_at, reached_at }: Span) {
  const [low, high] = [from_at, reached_at].map((at, end) =>
    leastIdAt(new Date(at.getTime() + (end ? 1 : -1) * ID_DRIFT_MS)),
  );
  return { tenant_id, from_at, reached_at, low, high };
}

export async function countHappened(tx: Tx, span: Span): Promise<{ type: string; count: number }[]> {
  const { tenant_id, from_at, reached_at, low, high } = boundsOf(span);
  return tx.$queryRaw`
    SELECT type, count(*)::int AS count FROM events
     WHERE tenant_id = ${tenant_id}::uuid AND id BETWEEN ${low}::uuid AND ${high}::uuid
       AND created_at > ${from_at} AND created_at <= ${reached_at} AND type NOT LIKE 'test_clock.%'
     GROUP BY type ORDER BY type`;
}

/** What an advance came to, as far as it is. */
export async function toAdvanceView(tx: Tx, row: AdvanceRow): Promise<ClockAdvance> {
  const happened = row.status === 'running' ? await countHappened(tx, row) : (row.happened as ClockAdvance['happened']);
  return {
    id: row.id,
    status: row.status as ClockAdvance['status'],
    from: row.from_at.toISOString(),
    target: row.target_at.toISOString(),
    reached: row.reached_at.toISOString(),
    happened,
    invoiced: await sumInvoiced(tx, row),
    invoices: await latestInvoices(tx, row),
    subscriptions: await latestSubscriptions(tx, row),
    failure: row.failure,
    requested_by: row.requested_by,
    started_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

async function sumInvoiced(tx: Tx, span: Span): Promise<ClockAdvance['invoiced']> {
  const { tenant_id, from_at, reached_at, low, high } = boundsOf(span);
  const rows = await tx.$queryRaw<{ currency: string; invoices: number; total: string }[]>`
    SELECT currency, count(*)::int AS invoices, sum(total)::text AS total FROM invoices
     WHERE tenant_id = ${tenant_id}::uuid AND id BETWEEN ${low}::uuid AND ${high}::uuid
       AND created_at > ${from_at} AND created_at <= ${reached_at} AND status <> 'void'
     GROUP BY currency ORDER BY currency`;
  return rows.map((sum) => ({ ...sum, total: wireAmount(BigInt(sum.total), sum.currency) }));
}

async function latestInvoices(tx: Tx, span: Span): Promise<ClockAdvance['invoices']> {
  const { tenant_id, from_at, reached_at, low, high } = boundsOf(span);
  const rows = await tx.$queryRaw<(Omit<ClockAdvance['invoices'][number], 'total'> & { total: string })[]>`
    SELECT i.id::text, i.invoice_number, c.name AS customer_name, i.status, i.currency, i.total::text
      FROM invoices i JOIN customers c ON c.tenant_id = i.tenant_id AND c.id = i.customer_id
     WHERE i.tenant_id = ${tenant_id}::uuid AND i.id BETWEEN ${low}::uuid AND ${high}::uuid
       AND i.created_at > ${from_at} AND i.created_at <= ${reached_at}
     ORDER BY i.id DESC LIMIT 10`;
  return rows.map((row) => ({ ...row, total: wireAmount(BigInt(row.total), row.currency) }));
}

async function latestSubscriptions(tx: Tx, span: Span): Promise<ClockAdvance['subscriptions']> {
  const { tenant_id, from_at, reached_at, low, high } = boundsOf(span);
  return tx.$queryRaw`
    SELECT s.id::text, c.name AS customer_name, p.name AS plan_name, e.type AS event
      FROM (SELECT DISTINCT ON (object_id) object_id, type, id FROM events
             WHERE tenant_id = ${tenant_id}::uuid AND id BETWEEN ${low}::uuid AND ${high}::uuid
               AND created_at > ${from_at} AND created_at <= ${reached_at} AND object_type = 'subscription'
             ORDER BY object_id, id DESC) e
      JOIN subscriptions s ON s.tenant_id = ${tenant_id}::uuid AND s.id = e.object_id
      JOIN customers c ON c.tenant_id = s.tenant_id AND c.id = s.customer_id
      JOIN plan_versions v ON v.tenant_id = s.tenant_id AND v.id = s.plan_version_id
      JOIN plans p ON p.tenant_id = v.tenant_id AND p.id = v.plan_id
     ORDER BY e.id DESC LIMIT 10`;
}
