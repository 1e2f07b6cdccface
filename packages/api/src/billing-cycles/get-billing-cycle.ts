import type { BillingCycleDetail } from '@revenue/billing-core/billing-cycles';
import { localDateAt } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { loadCycle, loadCycleUse, loadEnrolments } from './queries.ts';
import { toCycleView, toEnrolmentView } from './view.ts';

/** A cycle with the customers who are billed on it. */
export async function getBillingCycle(ctx: OperationContext, { id }: { id: string }): Promise<BillingCycleDetail> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const row = await loadCycle(tx, tenant_id, id);
    const use = await loadCycleUse(tx, tenant_id, [id]);
    const enrolments = await loadEnrolments(tx, tenant_id, id);
    const view = toCycleView(row, use.get(id), await todayOf(tx, ctx));
    return { ...view, customers: enrolments.map(toEnrolmentView) };
  });
}

/** Which day it is where the tenant is. */
export async function todayOf(tx: Tx, ctx: OperationContext): Promise<string> {
  const { time_zone } = await tx.tenant.findUniqueOrThrow({
    where: { id: ctx.tenant_id },
    select: { time_zone: true },
  });
  return localDateAt(ctx.clock.now(), time_zone);
}
