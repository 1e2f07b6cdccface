import { BillingError } from '@revenue/billing-core/errors';
import type { PaymentMethod } from '@revenue/billing-core/payment-methods';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { toPaymentMethodView } from './view.ts';

/** Ends an agreement; ending it again changes nothing. @throws BillingError not_found */
export async function endPaymentMethod(ctx: OperationContext, { id }: { id: string }): Promise<PaymentMethod> {
  const { tenant_id } = ctx;
  const where = { tenant_id_id: { tenant_id, id } };
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const now = ctx.clock.now();
    const { count } = await tx.paymentMethod.updateMany({
      where: { tenant_id, id, ended_at: null },
      data: { ended_at: now },
    });
    const row = await tx.paymentMethod.findUnique({ where });
    if (!row) throw new BillingError('not_found', `There is no payment method ${id}.`);
    const view = toPaymentMethodView(row);
    if (count === 0) return view;
    await recordChange(tx, ctx, {
      type: 'payment_method.ended',
      object_type: 'payment_method',
      object_id: id,
      before: { ended_at: null },
      after: view,
    });
    return view;
  });
}
