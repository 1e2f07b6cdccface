import { z } from 'zod';
import { CreditNotePreview } from '../credit-notes/schema.ts';
import { InvoicePreview } from '../invoices/schema.ts';
import { WireAmount, WireQuantity } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { Id } from '../wire/index.ts';
import { cancelFields, pauseFields, ResumeSubscription } from './lifecycle-schema.ts';
import { PlannedSubscriptionInvoice } from './preview-schema.ts';
import { isOnePlan, ONE_PLAN, Subscription, subscriptionChangeFields } from './schema.ts';

/** What a change came to, with the documents that it made. */
export const SubscriptionChangeResult = z
  .object({
    id: Id,
    kind: z.string(),
    status: z.enum(['scheduled', 'applied']),
    direction: z.enum(['upgrade', 'downgrade', 'neither']).nullable(),
    when: z.enum(['now', 'period_end']),
    effective_on: LocalDateSchema.describe('The first day of the new terms.'),
    net: WireAmount.describe('What its lines come to, after discounts and before tax; below zero is given back.'),
    invoice_id: Id.nullable().describe(
      'The invoice, or draft, that its lines are on; null while they wait, or without.',
    ),
    credit_note_ids: z.array(Id),
  })
  .meta({ id: 'SubscriptionChangeResult' });
export type SubscriptionChangeResult = z.infer<typeof SubscriptionChangeResult>;

export const ChangedSubscriptionView = Subscription.extend({
  change: SubscriptionChangeResult.nullable().describe(
    'What this request changed in its items; null for other fields.',
  ),
}).meta({ id: 'ChangedSubscription' });
export type ChangedSubscriptionView = z.infer<typeof ChangedSubscriptionView>;

const PreviewedLine = z.object({
  type: z.enum(['charge', 'credit']),
  description: z.string(),
  quantity: WireQuantity,
  amount: WireAmount.describe('Before discount and tax; below zero is given back.'),
  service_period: z.object({ start: LocalDateSchema, end: LocalDateSchema }),
});

/** What a change would do, found by doing it and taking it back. Of an end to come: what it does on its day. */
export const SubscriptionChangePreview = z
  .object({
    effective_on: LocalDateSchema,
    direction: z.enum(['upgrade', 'downgrade', 'neither']).nullable(),
    when: z.enum(['now', 'period_end']),
    currency: z.string(),
    lines: z.array(PreviewedLine),
    net: WireAmount,
    invoice: InvoicePreview.nullable().describe(
      'The invoice with these lines, as it would be; null where there is none.',
    ),
    waits: z.boolean().describe('The lines wait for the next invoice.'),
    credit_notes: z.array(CreditNotePreview),
    account_credit: WireAmount.describe('What is put on the account of who pays.'),
    refund: WireAmount.describe('What is paid back.'),
    subscription_after: Subscription,
    next_invoice: PlannedSubscriptionInvoice.nullable().describe('What the billing run makes of it next.'),
  })
  .meta({ id: 'SubscriptionChangePreview' });
export type SubscriptionChangePreview = z.infer<typeof SubscriptionChangePreview>;

/** As PUT /subscriptions/{id}, its DELETE, and /pause, /resume and /undo-cancellation take it. */
export const PreviewSubscriptionChange = z
  .strictObject({
    id: Id,
    action: z.enum(['change', 'cancel', 'pause', 'resume', 'undo']).describe('What would be done.'),
    version: z.number().int().min(1).optional(),
    ...subscriptionChangeFields,
    on: cancelFields.on,
    settle: cancelFields.settle.unwrap().optional().describe('Of a cancellation or a pause; none unless given.'),
    resumes_on: pauseFields.resumes_on,
    periods: ResumeSubscription.shape.periods,
  })
  .refine(isOnePlan, ONE_PLAN);
export type PreviewSubscriptionChange = z.output<typeof PreviewSubscriptionChange>;
