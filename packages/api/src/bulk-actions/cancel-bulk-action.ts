import type { BulkAction } from '@revenue/billing-core/bulk-actions';
import { BillingError } from '@revenue/billing-core/errors';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { getBulkAction } from './get-bulk-action.ts';

/** Stops before the next record. What was done stays done. @throws BillingError not_found, illegal_transition */
export async function cancelBulkAction(ctx: OperationContext, { id }: { id: string }): Promise<BulkAction> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'bulk_actions', tenant_id, id);
    const row = await tx.bulkAction.findUnique({ where: { tenant_id_id: { tenant_id, id } } });
    if (!row) throw new BillingError('not_found', `There is no bulk action ${id}.`);
    if (row.status === 'canceled') return;
    if (row.status === 'completed') {
      throw new BillingError(
        'illegal_transition',
        'The bulk action has been completed; there is nothing left to stop.',
      );
    }
    const fields = { status: 'canceled', finished_at: ctx.clock.now() };
    await tx.bulkAction.update({ where: { tenant_id_id: { tenant_id, id } }, data: fields });
    const change = {
      object_type: 'bulk_action',
      object_id: id,
      before: { status: row.status },
      after: { id, ...fields },
    };
    await recordChange(tx, ctx, { type: 'bulk_action.canceled', ...change });
  });
  return getBulkAction(ctx, { id });
}
