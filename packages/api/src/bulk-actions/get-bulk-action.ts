import type { BulkAction } from '@revenue/billing-core/bulk-actions';
import { BillingError } from '@revenue/billing-core/errors';
import type { OperationContext } from '../context.ts';
import { countOutcomes, toBulkAction } from './view.ts';

/** A bulk action and how far it is. */
export async function getBulkAction(ctx: OperationContext, { id }: { id: string }): Promise<BulkAction> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const row = await tx.bulkAction.findUnique({ where: { tenant_id_id: { tenant_id, id } } });
    if (!row) throw new BillingError('not_found', `There is no bulk action ${id}.`);
    const outcomes = await countOutcomes(tx, tenant_id, [id]);
    return toBulkAction(row, outcomes.get(id));
  });
}
