import type { BillingFailure } from '@revenue/billing-core/billing-runs';
import type { OperationContext } from '../context.ts';

const SHOWN = 200;

/** What stands unbilled because billing it failed, the oldest first: one for each subscription. */
export async function listBillingFailures(ctx: OperationContext): Promise<{ data: BillingFailure[] }> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const rows = await tx.billingFailure.findMany({
      where: { tenant_id },
      orderBy: [{ first_failed_at: 'asc' }, { subscription_id: 'asc' }],
      take: SHOWN,
    });
    const customers = await tx.customer.findMany({
      where: { tenant_id, id: { in: rows.map(({ customer_id }) => customer_id) } },
      select: { id: true, name: true },
    });
    const names = new Map(customers.map(({ id, name }) => [id, name]));
    return {
      data: rows.map(({ tenant_id: _, first_failed_at, last_failed_at, retry_at, ...row }) => ({
        ...row,
        customer_name: names.get(row.customer_id) ?? '',
        first_failed_at: first_failed_at.toISOString(),
        last_failed_at: last_failed_at.toISOString(),
        retry_at: retry_at.toISOString(),
      })),
    };
  });
}
