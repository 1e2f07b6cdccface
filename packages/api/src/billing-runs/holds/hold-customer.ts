import type { BillingHold, HoldCustomer } from '@revenue/billing-core/billing-runs';
import { BillingError } from '@revenue/billing-core/errors';
import { recordChange } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import { loadCustomer } from '../../customers/queries.ts';
import { lockRow } from '../../lock-row.ts';

/**
 * Leaves a customer out of billing runs until it is released. What is due stays due: the first run afterwards bills every
 * period that passed meanwhile, each with its own days.
 *
 * @throws BillingError not_found; conflict where it is held already
 */
export async function holdCustomer(ctx: OperationContext, { customer_id, reason }: HoldCustomer): Promise<BillingHold> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'customers', tenant_id, customer_id);
    const { name } = await loadCustomer(tx, tenant_id, customer_id);
    const key = { tenant_id_customer_id: { tenant_id, customer_id } };
    const held = await tx.billingHold.findUnique({ where: key });
    if (held) {
      throw new BillingError('conflict', `${name} is held back already, by ${held.held_by}: ${held.reason}`);
    }
    const now = ctx.clock.now();
    const hold = { reason, held_by: ctx.actor.name };
    await tx.billingHold.create({ data: { tenant_id, customer_id, ...hold, created_at: now } });
    const object = { object_type: 'customer', object_id: customer_id };
    await recordChange(tx, ctx, { type: 'customer.held', ...object, after: { id: customer_id, ...hold } });
    return { customer_id, customer_name: name, ...hold, held_at: now.toISOString() };
  });
}
