import type { DiscardedDraft, OnPlanDraft } from '@revenue/billing-core/catalog';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { requireDraft } from './plan-draft.ts';
import { loadPlan, loadVersions } from './plan-queries.ts';
import { toPlanVersionView } from './plan-view.ts';

/** Throws the draft of a plan away, and with it a plan of which nothing was ever published. */
export async function discardPlanDraft(
  ctx: OperationContext,
  { id, version: seen }: OnPlanDraft,
): Promise<DiscardedDraft> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'plans', tenant_id, id);
    const plan = await loadPlan(tx, tenant_id, id);
    requireVersion('plan', plan.version, seen);
    const versions = await loadVersions(tx, tenant_id, [id]);
    const draft = requireDraft(versions);
    const deleted = versions.length === 1 ? 'plan' : 'draft';
    await tx.planComponent.deleteMany({ where: { tenant_id, plan_version_id: draft.id } });
    await tx.planVersion.delete({ where: { tenant_id_id: { tenant_id, id: draft.id } } });
    if (deleted === 'plan') await tx.plan.delete({ where: { tenant_id_id: { tenant_id, id } } });
    else {
      const data = { version: { increment: 1 }, updated_at: ctx.clock.now() };
      await tx.plan.update({ where: { tenant_id_id: { tenant_id, id } }, data });
    }
    const object = { object_type: 'plan', object_id: id };
    const type = deleted === 'plan' ? 'plan.deleted' : 'plan.draft_discarded';
    await recordChange(tx, ctx, { type, ...object, before: { ...toPlanVersionView(draft), id }, after: null });
    return { deleted };
  });
}
