import { z } from 'zod';
import { Id, Instant, optionalText } from '../wire/index.ts';

export const PaymentMethodKind = z
  .enum(['bank_transfer', 'direct_debit'])
  .describe('bank_transfer: pays by itself, as agreed. direct_debit: its mandate lets money be drawn.');
export type PaymentMethodKind = z.infer<typeof PaymentMethodKind>;

/** How a customer has agreed to pay. Recorded by hand until a gateway is connected. */
export const PaymentMethod = z
  .object({
    id: Id,
    customer_id: Id,
    kind: PaymentMethodKind,
    reference: z.string().nullable().describe('Of the agreement, such as the mandate.'),
    created_at: Instant,
    ended_at: Instant.nullable().describe('Since when it is not used any more.'),
  })
  .meta({ id: 'PaymentMethod' });
export type PaymentMethod = z.infer<typeof PaymentMethod>;

export const RecordPaymentMethod = z
  .strictObject({
    id: Id.describe('Of the customer.'),
    kind: PaymentMethodKind,
    reference: optionalText(200).describe('Of the agreement; a direct debit needs that of its mandate.'),
  })
  .superRefine(({ kind, reference }, context) => {
    if (kind !== 'direct_debit' || reference) return;
    context.addIssue({ code: 'custom', path: ['reference'], message: 'is missing; a direct debit needs its mandate' });
  });
export type RecordPaymentMethod = z.output<typeof RecordPaymentMethod>;

export const PaymentMethods = z.object({ data: z.array(PaymentMethod) });
export type PaymentMethods = z.infer<typeof PaymentMethods>;
