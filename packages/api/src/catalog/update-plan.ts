import type { PlanDetail, UpdatePlan } from '@revenue/billing-core/catalog';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { presentFields } from '../present-fields.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { getPlan } from './get-plan.ts';
import { loadPlan } from './plan-queries.ts';

/** Changes what a plan is called and whether it can be subscribed to. Its prices change by a new version only. */
export async function updatePlan(ctx: OperationContext, { id, version, ...changes }: UpdatePlan): Promise<PlanDetail> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'plans', tenant_id, id);
    const before = await loadPlan(tx, tenant_id, id);
    requireVersion('plan', before.version, version);
    const data = { ...presentFields(changes), version: { increment: 1 }, updated_at: ctx.clock.now() };
    const after = await tx.plan.update({ where: { tenant_id_id: { tenant_id, id } }, data });
    await recordChange(tx, ctx, { type: 'plan.updated', object_type: 'plan', object_id: id, before, after });
  });
  return getPlan(ctx, { id });
}
