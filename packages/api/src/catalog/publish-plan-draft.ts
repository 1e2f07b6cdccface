import type { OnPlanDraft, PlanDetail } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { getPlan } from './get-plan.ts';
import { requireDraft } from './plan-draft.ts';
import { loadPlan, loadVersions } from './plan-queries.ts';
import { type PlanVersionRow, toPlanVersionView } from './plan-view.ts';
import { publishVersion } from './write-plan-version.ts';

/** Publishes the draft of a plan: new subscribers get it from now on, and it never changes again. */
export async function publishPlanDraft(ctx: OperationContext, { id, version: seen }: OnPlanDraft): Promise<PlanDetail> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'plans', tenant_id, id);
    const plan = await loadPlan(tx, tenant_id, id);
    requireVersion('plan', plan.version, seen);
    const draft = requireDraft(await loadVersions(tx, tenant_id, [id]));
    await requireMetersInUse(tx, tenant_id, draft);
    await publishVersion(tx, ctx, draft.id);
    const data = { version: { increment: 1 }, updated_at: ctx.clock.now() };
    await tx.plan.update({ where: { tenant_id_id: { tenant_id, id } }, data });
    const after = { ...toPlanVersionView(draft), id, status: 'published' };
    await recordChange(tx, ctx, { type: 'plan.version_created', object_type: 'plan', object_id: id, after });
  });
  return getPlan(ctx, { id });
}

/** A meter may have been archived since the draft was saved. */
async function requireMetersInUse(tx: Tx, tenant_id: string, draft: PlanVersionRow): Promise<void> {
  const ids = draft.components.flatMap(({ meter_id }) => meter_id ?? []);
  const archived = await tx.meter.findMany({
    where: { tenant_id, id: { in: ids }, archived_at: { not: null } },
    select: { id: true, code: true },
  });
  const errors = draft.components.flatMap(({ meter_id }, index) => {
    const meter = archived.find(({ id }) => id === meter_id);
    return meter ? [{ path: `components[${index}].meter`, message: `"${meter.code}" is archived; take another` }] : [];
  });
  if (errors.length === 0) return;
  throw new BillingError('validation_failed', 'The draft bills a meter that is archived; change it first.', { errors });
}
