import type { BillingCycleDetail, UpdateBillingCycle } from '@revenue/billing-core/billing-cycles';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { presentFields } from '../present-fields.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { CYCLE_DUPLICATES, refuseCharging } from './create-billing-cycle.ts';
import { getBillingCycle, todayOf } from './get-billing-cycle.ts';
import { loadCycle } from './queries.ts';
import { toCycleView } from './view.ts';

/** Changes by which rules the next invoices of a cycle come about. Invoices that are made already stay. */
export async function updateBillingCycle(
  ctx: OperationContext,
  { id, version, auto_charge, ...changes }: UpdateBillingCycle,
): Promise<BillingCycleDetail> {
  const { tenant_id } = ctx;
  refuseCharging(auto_charge);
  await namingDuplicates(CYCLE_DUPLICATES, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      await lockRow(tx, 'billing_cycles', tenant_id, id);
      const row = await loadCycle(tx, tenant_id, id);
      requireVersion('billing cycle', row.version, version);
      const updated = await tx.billingCycle.update({
        where: { tenant_id_id: { tenant_id, id } },
        data: { ...presentFields(changes), version: { increment: 1 }, updated_at: ctx.clock.now() },
      });
      const today = await todayOf(tx, ctx);
      const before = toCycleView(row, undefined, today);
      const after = toCycleView(updated, undefined, today);
      const object = { object_type: 'billing_cycle', object_id: id };
      await recordChange(tx, ctx, { type: 'billing_cycle.updated', ...object, before, after });
    }),
  );
  return getBillingCycle(ctx, { id });
}
