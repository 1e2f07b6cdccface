import { type PaymentMethod, PaymentMethodKind } from '@revenue/billing-core/payment-methods';
import type { Prisma } from '@revenue/db/database';

export function toPaymentMethodView(row: Prisma.PaymentMethodGetPayload<object>): PaymentMethod {
  const { id, customer_id, reference } = row;
  return {
    ...{ id, customer_id, kind: PaymentMethodKind.parse(row.kind), reference },
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}
