import { localDateAt } from '@revenue/billing-core/time';
import { Prisma } from '@revenue/db/database';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import { type Services, systemContext } from '../context.ts';
import { forEachTenant } from '../for-each-tenant.ts';
import { followInvoices } from '../subscriptions/lifecycle/follow-invoices.ts';
import { ofThisClock } from '../tenants/tenant-clock.ts';

type Due = { id: string; invoice_number: string };

/**
 * Marks sent invoices whose due date is over where the customer is. Doing it again finds nothing more to do; a run that
 * was missed is made up for by the next.
 */
export async function markOverdueInvoices(services: Services): Promise<number> {
  const now = services.clock.now();
  const tenants = await services.db.withSystem(
    'the tick looks at every tenant',
    (tx) =>
      tx.$queryRaw<{ tenant_id: string }[]>`
      SELECT DISTINCT tenant_id::text FROM invoices WHERE ${ofThisClock(services, Prisma.sql`tenant_id`)} AND status = 'sent' AND amount_due > 0 AND due_date <= (${now}::timestamptz AT TIME ZONE 'UTC')::date`,
  );
  let marked = 0;
  const ids = tenants.map(({ tenant_id }) => tenant_id);
  await forEachTenant(services, ids, async (tenant_id) => {
    marked += await markOfTenant(services, tenant_id, now);
  });
  return marked;
}

async function markOfTenant(services: Services, tenantId: string, now: Date): Promise<number> {
  const ctx = systemContext(services, tenantId, 'invoices.overdue');
  return services.db.withTenantSql(tenantId, async (client) => {
    const zones = await zonesOfSent(client, tenantId);
    const { rows } = await client.query<Due>(
      `UPDATE invoices i SET status = 'overdue', updated_at = $2, version = i.version + 1
         FROM customers c JOIN unnest($3::text[], $4::date[]) AS today(time_zone, day) USING (time_zone)
        WHERE i.tenant_id = $1 AND i.status = 'sent' AND i.amount_due > 0
          AND c.tenant_id = i.tenant_id AND c.id = i.customer_id AND i.due_date < today.day
        RETURNING i.id, i.invoice_number`,
      [tenantId, now, zones, zones.map((zone) => localDateAt(now, zone))],
    );
    await writeChanges(
      client,
      ctx,
      rows.map(({ id, invoice_number }) => ({
        type: 'invoice.overdue' as const,
        object_type: 'invoice',
        object_id: id,
        before: { status: 'sent' },
        after: { id, invoice_number, status: 'overdue' },
      })),
    );
    const ids = rows.map(({ id }) => id);
    await followInvoices(client, ctx, ids);
    return rows.length;
  });
}

/**
 * The zones in which an invoice may be overdue. What day it is there is for the core to say: PostgreSQL has a list of its
 * own, which lacks some names and knows other rules for others.
 */
async function zonesOfSent(client: SqlClient, tenantId: string): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT DISTINCT c.time_zone FROM invoices i JOIN customers c ON c.tenant_id = i.tenant_id AND c.id = i.customer_id
      WHERE i.tenant_id = $1 AND i.status = 'sent' AND i.amount_due > 0`,
    [tenantId],
  );
  return (rows as { time_zone: string }[]).map(({ time_zone }) => time_zone);
}
