import { BillingError } from '@revenue/billing-core/errors';
import type { Prisma, Tx } from '@revenue/db/database';
import { recordChanges } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { toPaymentMethodView } from './view.ts';

/** With its customer locked: of two that change which one is the default, the second sees the first. */
export async function lockPaymentMethod(
  tx: Tx,
  tenant_id: string,
  id: string,
): Promise<Prisma.PaymentMethodGetPayload<object>> {
  const where = { tenant_id_id: { tenant_id, id } };
  const found = await tx.paymentMethod.findUnique({ where });
  if (!found) throw new BillingError('not_found', `There is no payment method ${id}.`);
  await lockRow(tx, 'customers', tenant_id, found.customer_id);
  return tx.paymentMethod.findUniqueOrThrow({ where });
}

/** The one that is the default now, if any, no longer is. */
export async function clearDefault(tx: Tx, ctx: OperationContext, customer_id: string): Promise<void> {
  const { tenant_id } = ctx;
  const cleared = await tx.paymentMethod.updateManyAndReturn({
    where: { tenant_id, customer_id, is_default: true },
    data: { is_default: false },
  });
  if (cleared.length === 0) return;
  const changes = cleared.map((row) => ({
    ...{ type: 'payment_method.updated' as const, object_type: 'payment_method', object_id: row.id },
    ...{ before: { is_default: true }, after: toPaymentMethodView(row) },
  }));
  await recordChanges(tx, ctx, changes);
}
