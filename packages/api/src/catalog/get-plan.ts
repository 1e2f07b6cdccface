import type { PlanDetail } from '@revenue/billing-core/catalog';
import type { OperationContext } from '../context.ts';
import { countSubscriptions, loadPlan, loadVersions } from './plan-queries.ts';
import { toPlanVersionView, toPlanView } from './plan-view.ts';

/** A plan with all its versions, newest first. */
export async function getPlan(ctx: OperationContext, { id }: { id: string }): Promise<PlanDetail> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const plan = await loadPlan(tx, tenant_id, id);
    const versions = await loadVersions(tx, tenant_id, [id]);
    const counts = await countSubscriptions(tx, tenant_id, [id]);
    const [latest] = versions;
    if (!latest) throw new Error(`plan ${id} has no version`);
    return { ...toPlanView(plan, latest, counts.get(id) ?? 0), versions: versions.map(toPlanVersionView) };
  });
}
