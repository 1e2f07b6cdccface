import type { PaymentMethod } from '@revenue/billing-core/payment-methods';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockPaymentMethod } from './queries.ts';
import { toPaymentMethodView } from './view.ts';

/**
 * Ends an agreement; ending it again changes nothing. Where it was the default, the newest of those that go on is.
 *
 * @throws BillingError not_found
 */
export async function endPaymentMethod(ctx: OperationContext, { id }: { id: string }): Promise<PaymentMethod> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const row = await lockPaymentMethod(tx, tenant_id, id);
    if (row.ended_at !== null) return toPaymentMethodView(row);
    const ended = await tx.paymentMethod.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: { ended_at: ctx.clock.now(), is_default: false },
    });
    const view = toPaymentMethodView(ended);
    await recordChange(tx, ctx, {
      type: 'payment_method.ended',
      object_type: 'payment_method',
      object_id: id,
      before: { ended_at: null },
      after: view,
    });
    if (row.is_default) await passDefaultOn(tx, ctx, row.customer_id);
    return view;
  });
}

async function passDefaultOn(tx: Tx, ctx: OperationContext, customer_id: string): Promise<void> {
  const { tenant_id } = ctx;
  const next = await tx.paymentMethod.findFirst({
    where: { tenant_id, customer_id, ended_at: null },
    orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
  });
  if (!next) return;
  const where = { tenant_id_id: { tenant_id, id: next.id } };
  await recordChange(tx, ctx, {
    type: 'payment_method.updated',
    object_type: 'payment_method',
    object_id: next.id,
    before: { is_default: false },
    after: toPaymentMethodView(await tx.paymentMethod.update({ where, data: { is_default: true } })),
  });
}
