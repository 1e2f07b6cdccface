import type { PlanDetail } from '@revenue/billing-core/catalog';
import type { OperationContext } from '../context.ts';
import { countByVersion, loadPlan, loadVersions } from './plan-queries.ts';
import { toPlanVersionView, toPlanView } from './plan-view.ts';

/** A plan with all its versions, newest first, and the draft of the next one. */
export async function getPlan(ctx: OperationContext, { id }: { id: string }): Promise<PlanDetail> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const plan = await loadPlan(tx, tenant_id, id);
    const all = await loadVersions(tx, tenant_id, [id]);
    const counts = await countByVersion(tx, tenant_id, [id]);
    const published = all.filter(({ published_at }) => published_at !== null);
    const draft = all.find(({ published_at }) => published_at === null);
    const latest = published[0] ?? draft;
    if (!latest) throw new Error(`plan ${id} has no version`);
    const subscriptions = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      ...toPlanView(plan, { latest, has_draft: draft !== undefined, subscriptions }),
      versions: published.map((row) => ({ ...toPlanVersionView(row), subscriptions: counts.get(row.id) ?? 0 })),
      draft: draft ? toPlanVersionView(draft) : null,
    };
  });
}
