import type { PaymentMethod, RecordPaymentMethod } from '@revenue/billing-core/payment-methods';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { loadCustomer } from '../customers/queries.ts';
import { toPaymentMethodView } from './view.ts';

/** Writes down how a customer has agreed to pay. @throws BillingError not_found */
export async function recordPaymentMethod(
  ctx: OperationContext,
  { id: customer_id, kind, reference }: RecordPaymentMethod,
): Promise<PaymentMethod> {
  const { tenant_id, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await loadCustomer(tx, tenant_id, customer_id);
    const row = await tx.paymentMethod.create({
      data: {
        ...{ tenant_id, id: newId(now), customer_id, kind, reference: reference ?? null },
        ...{ created_by: actor.id, created_at: now },
      },
    });
    const view = toPaymentMethodView(row);
    await recordChange(tx, ctx, {
      type: 'payment_method.recorded',
      object_type: 'payment_method',
      object_id: row.id,
      after: view,
    });
    return view;
  });
}
