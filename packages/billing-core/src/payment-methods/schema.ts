import { z } from 'zod';
import { LocalDateSchema } from '../time/local-date.ts';
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
    label: z.string().nullable().describe('By what people recognise it, such as the end of an account number.'),
    expires_on: LocalDateSchema.nullable().describe('The last day on which it holds; null where that is open.'),
    is_default: z.boolean().describe('What is paid by unless something else is said; one of those that go on.'),
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
    label: optionalText(100).describe('By what people recognise it; never a whole account or card number.'),
    expires_on: LocalDateSchema.nullable()
      .optional()
      .describe('The last day on which it holds. A trial that ends later has none by it.'),
    is_default: z.boolean().optional().describe('The first of a customer is the default in any case.'),
  })
  .superRefine(({ kind, reference }, context) => {
    if (kind !== 'direct_debit' || reference) return;
    context.addIssue({ code: 'custom', path: ['reference'], message: 'is missing; a direct debit needs its mandate' });
  });
export type RecordPaymentMethod = z.output<typeof RecordPaymentMethod>;

export const PaymentMethods = z.object({ data: z.array(PaymentMethod) });
export type PaymentMethods = z.infer<typeof PaymentMethods>;
