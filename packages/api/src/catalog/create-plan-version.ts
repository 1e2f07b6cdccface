import type { CreatePlanVersion, PlanDetail } from '@revenue/billing-core/catalog';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { getPlan } from './get-plan.ts';
import { requireCurrencyOfPlan, requireNoDraft } from './plan-draft.ts';
import { loadPlan, loadVersions } from './plan-queries.ts';
import { writePlanVersion } from './write-plan-version.ts';

/** Adds the next version of a plan. New subscribers get it once it is published; old ones stay on theirs. */
export async function createPlanVersion(
  ctx: OperationContext,
  { id, publish, ...terms }: CreatePlanVersion,
): Promise<PlanDetail> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    // Two versions at once get two numbers.
    await lockRow(tx, 'plans', tenant_id, id);
    await loadPlan(tx, tenant_id, id);
    const versions = await loadVersions(tx, tenant_id, [id]);
    requireNoDraft(versions);
    requireCurrencyOfPlan(versions, terms.currency);
    const version = (versions[0]?.version ?? 0) + 1;
    await writePlanVersion(tx, ctx, { id, version }, terms, { publish });
    await tx.plan.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: { version: { increment: 1 }, updated_at: ctx.clock.now() },
    });
    await recordChange(tx, ctx, {
      type: publish ? 'plan.version_created' : 'plan.draft_saved',
      object_type: 'plan',
      object_id: id,
      after: { id, version, ...terms },
    });
  });
  return getPlan(ctx, { id });
}
