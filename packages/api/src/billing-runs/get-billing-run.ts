import type { BillingRun } from '@revenue/billing-core/billing-runs';
import { BillingError } from '@revenue/billing-core/errors';
import type { OperationContext } from '../context.ts';
import { toBillingRunView } from './view.ts';

const SHOWN_ERRORS = 200;

/** A run with its progress and its first errors. */
export async function getBillingRun(ctx: OperationContext, { id }: { id: string }): Promise<BillingRun> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const row = await tx.billingRun.findUnique({ where: { tenant_id_id: { tenant_id, id } } });
    if (!row) throw new BillingError('not_found', `There is no billing run ${id}.`);
    const errors = await tx.billingRunError.findMany({
      where: { tenant_id, billing_run_id: id },
      orderBy: { id: 'asc' },
      take: SHOWN_ERRORS,
    });
    const customers = await tx.customer.findMany({
      where: { tenant_id, id: { in: errors.map((error) => error.customer_id) } },
      select: { id: true, name: true },
    });
    const names = new Map(customers.map((customer) => [customer.id, customer.name]));
    return toBillingRunView(
      row,
      errors.map(({ customer_id, subscription_id, code, message }) => ({
        customer_id,
        customer_name: names.get(customer_id) ?? '',
        subscription_id,
        code,
        message,
      })),
    );
  });
}
