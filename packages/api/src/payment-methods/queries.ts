import { BillingError } from '@revenue/billing-core/errors';
import type { Prisma, Tx } from '@revenue/db/database';
import { lockRow } from '../lock-row.ts';

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
export async function clearDefault(tx: Tx, tenant_id: string, customer_id: string): Promise<void> {
  await tx.paymentMethod.updateMany({
    where: { tenant_id, customer_id, is_default: true },
    data: { is_default: false },
  });
}
