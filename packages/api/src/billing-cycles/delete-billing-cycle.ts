import { BillingError } from '@revenue/billing-core/errors';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { todayOf } from './get-billing-cycle.ts';
import { loadCycle, loadCycleUse } from './queries.ts';
import { toCycleView } from './view.ts';

export type DeletedCycle = { id: string; deleted: true };

/**
 * Takes a cycle away on which nobody is billed. The row stays, because invoices point at it.
 *
 * @throws BillingError conflict while somebody is billed on it
 */
export async function deleteBillingCycle(ctx: OperationContext, { id }: { id: string }): Promise<DeletedCycle> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'billing_cycles', tenant_id, id);
    const row = await loadCycle(tx, tenant_id, id);
    const { subscriptions = 0 } = (await loadCycleUse(tx, tenant_id, [id])).get(id) ?? {};
    if (subscriptions > 0) {
      const sentence = `${subscriptions === 1 ? 'One customer is' : `${subscriptions} subscriptions are`} billed on "${row.name}"; end them first.`;
      throw new BillingError('conflict', sentence);
    }
    const now = ctx.clock.now();
    await tx.billingCycle.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: { deleted_at: now, updated_at: now, external_id: null, version: { increment: 1 } },
    });
    await recordChange(tx, ctx, {
      type: 'billing_cycle.deleted',
      object_type: 'billing_cycle',
      object_id: id,
      before: toCycleView(row, undefined, await todayOf(tx, ctx)),
      payload: { id, deleted: true },
    });
    return { id, deleted: true };
  });
}
