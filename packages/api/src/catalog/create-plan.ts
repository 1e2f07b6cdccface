import type { CreatePlan, PlanDetail } from '@revenue/billing-core/catalog';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { getPlan } from './get-plan.ts';
import { writePlanVersion } from './write-plan-version.ts';

/** Makes a plan with its first version: published at once, or as a draft to go on with. */
export async function createPlan(ctx: OperationContext, input: CreatePlan): Promise<PlanDetail> {
  const { tenant_id } = ctx;
  const { currency, interval, interval_count, trial_days, components, publish, ...fields } = input;
  const terms = { currency, interval, interval_count, trial_days, components };
  const now = ctx.clock.now();
  const id = newId(now);
  const taken = {
    external_id: 'There is a plan with this external_id already.',
    code: `There is a plan "${input.code}" already.`,
  };
  await namingDuplicates(taken, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      await tx.plan.create({ data: { ...presentFields(fields), tenant_id, id, created_at: now, updated_at: now } });
      await writePlanVersion(tx, ctx, { id, version: 1 }, terms, { publish });
      await recordChange(tx, ctx, {
        type: 'plan.created',
        object_type: 'plan',
        object_id: id,
        after: { id, version: 1, ...input },
      });
    }),
  );
  return getPlan(ctx, { id });
}
