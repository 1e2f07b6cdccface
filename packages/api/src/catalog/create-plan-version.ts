import type { CreatePlanVersion, PlanDetail } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { getPlan } from './get-plan.ts';
import { loadLatestVersions, loadPlan } from './plan-queries.ts';
import { writePlanVersion } from './write-plan-version.ts';

/** Adds the next version of a plan. New subscribers get it; old ones stay on the version they have. */
export async function createPlanVersion(
  ctx: OperationContext,
  { id, ...terms }: CreatePlanVersion,
): Promise<PlanDetail> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    // Two versions at once get two numbers.
    await lockRow(tx, 'plans', tenant_id, id);
    await loadPlan(tx, tenant_id, id);
    const [latest] = await loadLatestVersions(tx, tenant_id, [id]);
    if (latest && latest.currency !== terms.currency) {
      throw new BillingError(
        'currency_mismatch',
        `The plan is in ${latest.currency}; make another plan for ${terms.currency}.`,
        {
          errors: [{ path: 'currency', message: `is not ${latest.currency}` }],
        },
      );
    }
    const version = (latest?.version ?? 0) + 1;
    await writePlanVersion(tx, ctx, { id, version }, terms);
    await tx.plan.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: { version: { increment: 1 }, updated_at: ctx.clock.now() },
    });
    await recordChange(tx, ctx, {
      type: 'plan.version_created',
      object_type: 'plan',
      object_id: id,
      after: { id, version, ...terms },
    });
  });
  return getPlan(ctx, { id });
}
