import type { BillingHold, ListBillingHolds } from '@revenue/billing-core/billing-runs';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../../context.ts';

/** Everybody whom billing runs leave out, the latest first. */
export async function listBillingHolds(
  ctx: OperationContext,
  { customer_id }: ListBillingHolds,
): Promise<{ data: BillingHold[] }> {
  return ctx.db.withTenantSql(ctx.tenant_id, async (client) => ({
    data: await listHolds(client, ctx.tenant_id, customer_id === undefined ? null : [customer_id]),
  }));
}

export async function listHolds(
  client: SqlClient,
  tenantId: string,
  customerIds: readonly string[] | null,
): Promise<BillingHold[]> {
  const { rows } = await client.query(
    `SELECT h.customer_id, c.name AS customer_name, h.reason, h.held_by, h.created_at AS held_at
       FROM billing_holds h JOIN customers c ON c.tenant_id = h.tenant_id AND c.id = h.customer_id
      WHERE h.tenant_id = $1 AND ($2::uuid[] IS NULL OR h.customer_id = ANY($2::uuid[])) ORDER BY h.created_at DESC, h.customer_id`,
    [tenantId, customerIds],
  );
  return (rows as (Omit<BillingHold, 'held_at'> & { held_at: Date })[]).map((row) => ({
    ...row,
    held_at: row.held_at.toISOString(),
  }));
}
