import { BillingError } from '@revenue/billing-core/errors';
import { recordChange } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';

/** Lets the next billing run bill a customer again who was held back. */
export async function releaseCustomer(
  ctx: OperationContext,
  { customer_id }: { customer_id: string },
): Promise<{ customer_id: string; released: true }> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const held = await tx.billingHold.findUnique({ where: { tenant_id_customer_id: { tenant_id, customer_id } } });
    const { count } = await tx.billingHold.deleteMany({ where: { tenant_id, customer_id } });
    if (!held || count === 0) throw new BillingError('not_found', `Customer ${customer_id} is not held back.`);
    const object = { object_type: 'customer', object_id: customer_id };
    const before = { id: customer_id, reason: held.reason, held_by: held.held_by };
    await recordChange(tx, ctx, { type: 'customer.released', ...object, before, payload: { id: customer_id } });
    return { customer_id, released: true };
  });
}
