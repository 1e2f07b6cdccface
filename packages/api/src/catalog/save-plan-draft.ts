import type { PlanDetail, SavePlanDraft } from '@revenue/billing-core/catalog';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { getPlan } from './get-plan.ts';
import { isDraft, requireCurrencyOfPlan } from './plan-draft.ts';
import { loadPlan, loadVersions } from './plan-queries.ts';
import { toPlanVersionView } from './plan-view.ts';
import { type VersionTerms, writeComponents, writePlanVersion } from './write-plan-version.ts';

/** Keeps the draft of the next version: made where there is none, written over where there is. Nobody is billed by it. */
export async function savePlanDraft(
  ctx: OperationContext,
  { id, version: seen, ...terms }: SavePlanDraft,
): Promise<PlanDetail> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'plans', tenant_id, id);
    const plan = await loadPlan(tx, tenant_id, id);
    requireVersion('plan', plan.version, seen);
    const versions = await loadVersions(tx, tenant_id, [id]);
    requireCurrencyOfPlan(versions, terms.currency);
    const before = versions.find(isDraft);
    const version = before?.version ?? (versions[0]?.version ?? 0) + 1;
    if (before) await overwrite(tx, ctx, before.id, terms);
    else await writePlanVersion(tx, ctx, { id, version }, terms, { publish: false });
    const data = { version: { increment: 1 }, updated_at: ctx.clock.now() };
    await tx.plan.update({ where: { tenant_id_id: { tenant_id, id } }, data });
    await recordChange(tx, ctx, {
      type: 'plan.draft_saved',
      object_type: 'plan',
      object_id: id,
      before: before ? { ...toPlanVersionView(before), id } : null,
      after: { id, version, ...terms },
    });
  });
  return getPlan(ctx, { id });
}

async function overwrite(tx: Tx, ctx: OperationContext, id: string, terms: VersionTerms): Promise<void> {
  const { tenant_id } = ctx;
  const { components, ...head } = terms;
  await tx.planComponent.deleteMany({ where: { tenant_id, plan_version_id: id } });
  await tx.planVersion.update({ where: { tenant_id_id: { tenant_id, id } }, data: head });
  await writeComponents(tx, ctx, id, components);
}
