import { BillingError } from '@revenue/billing-core/errors';
import type { PaymentMethod, RecordPaymentMethod } from '@revenue/billing-core/payment-methods';
import { localDateAt } from '@revenue/billing-core/time';
import { toDbDate } from '@revenue/db/civil-dates';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { loadCustomer } from '../customers/queries.ts';
import { lockRow } from '../lock-row.ts';
import { clearDefault } from './queries.ts';
import { toPaymentMethodView } from './view.ts';

/**
 * Writes down how a customer has agreed to pay. The first that goes on is the default.
 *
 * @throws BillingError not_found; validation_failed where it is over already
 */
export async function recordPaymentMethod(
  ctx: OperationContext,
  { id: customer_id, kind, reference, label, expires_on = null, is_default = false }: RecordPaymentMethod,
): Promise<PaymentMethod> {
  const { tenant_id, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'customers', tenant_id, customer_id);
    const { time_zone } = await loadCustomer(tx, tenant_id, customer_id);
    if (expires_on !== null) refuseOver(expires_on, localDateAt(now, time_zone));
    const others = await tx.paymentMethod.count({ where: { tenant_id, customer_id, ended_at: null } });
    if (is_default) await clearDefault(tx, ctx, customer_id);
    const row = await tx.paymentMethod.create({
      data: {
        ...{ tenant_id, id: newId(now), customer_id, kind, reference: reference ?? null, label: label ?? null },
        expires_on: expires_on === null ? null : toDbDate(expires_on),
        is_default: is_default || others === 0,
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

function refuseOver(expires_on: string, today: string): void {
  if (expires_on >= today) return;
  const sentence = `expires_on ${expires_on} is over; today is ${today} where the customer is. Record the agreement that holds now.`;
  const errors = [{ path: 'expires_on', message: `is before today, ${today}; give the day until which it holds` }];
  throw new BillingError('validation_failed', sentence, { errors });
}
