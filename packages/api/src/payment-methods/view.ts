import { type PaymentMethod, PaymentMethodKind } from '@revenue/billing-core/payment-methods';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma } from '@revenue/db/database';

export function toPaymentMethodView(row: Prisma.PaymentMethodGetPayload<object>): PaymentMethod {
  const { id, customer_id, reference, label, is_default } = row;
  return {
    ...{ id, customer_id, kind: PaymentMethodKind.parse(row.kind), reference, label, is_default },
    expires_on: row.expires_on && fromDbDate(row.expires_on),
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}
