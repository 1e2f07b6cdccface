import type { PaymentMethods } from '@revenue/billing-core/payment-methods';
import type { OperationContext } from '../context.ts';
import { loadCustomer } from '../customers/queries.ts';
import { toPaymentMethodView } from './view.ts';

/** A customer agrees a few times in its life. */
const MOST = 100;

/** How a customer has agreed to pay, the newest agreement first, ended ones included. */
export async function listPaymentMethods(ctx: OperationContext, { id }: { id: string }): Promise<PaymentMethods> {
  const { tenant_id } = ctx;
  const rows = await ctx.db.withTenant(tenant_id, async (tx) => {
    await loadCustomer(tx, tenant_id, id);
    return tx.paymentMethod.findMany({
      where: { tenant_id, customer_id: id },
      orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
      take: MOST,
    });
  });
  return { data: rows.map(toPaymentMethodView) };
}
