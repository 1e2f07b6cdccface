import { BillingError } from '@revenue/billing-core/errors';
import type { PaymentMethod } from '@revenue/billing-core/payment-methods';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { clearDefault, lockPaymentMethod } from './queries.ts';
import { toPaymentMethodView } from './view.ts';

/**
 * What a customer pays by unless something else is said; the one before no longer is. Saying it again changes nothing.
 *
 * @throws BillingError not_found; illegal_transition for one that has ended
 */
export async function setDefaultPaymentMethod(ctx: OperationContext, { id }: { id: string }): Promise<PaymentMethod> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const row = await lockPaymentMethod(tx, tenant_id, id);
    if (row.is_default) return toPaymentMethodView(row);
    if (row.ended_at !== null) {
      const sentence = 'The payment method has ended; record it again, then make that the default.';
      throw new BillingError('illegal_transition', sentence, { errors: [{ path: 'id', message: 'has ended' }] });
    }
    await clearDefault(tx, ctx, row.customer_id);
    const where = { tenant_id_id: { tenant_id, id } };
    const view = toPaymentMethodView(await tx.paymentMethod.update({ where, data: { is_default: true } }));
    await recordChange(tx, ctx, {
      type: 'payment_method.updated',
      object_type: 'payment_method',
      object_id: id,
      before: { is_default: false },
      after: view,
    });
    return view;
  });
}
