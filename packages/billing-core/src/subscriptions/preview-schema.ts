import { z } from 'zod';
import { BillingHold } from '../billing-runs/schema.ts';
import { InvoicePreview } from '../invoices/schema.ts';
import { Id, Instant } from '../wire/index.ts';
import { Subscription } from './schema.ts';

/** An invoice that a billing run will make of a subscription, if nothing changes until then. */
export const PlannedSubscriptionInvoice = InvoicePreview.extend({
  bills_at: Instant.describe('When the billing run makes it.'),
  usage_so_far: z.boolean().describe('It charges usage of days that are not over: more may come.'),
}).meta({ id: 'PlannedSubscriptionInvoice' });
export type PlannedSubscriptionInvoice = z.infer<typeof PlannedSubscriptionInvoice>;

export const UpcomingInvoice = z.object({
  payer: z.object({ id: Id, name: z.string() }).describe('Whom it goes to: the customer, or who pays for it.'),
  invoice: PlannedSubscriptionInvoice.nullable().describe('null where nothing more is due as it stands.'),
  held: BillingHold.nullable().describe(
    'The customer, or who pays, is held back: no run makes the invoice before somebody releases them; it stays due.',
  ),
});
export type UpcomingInvoice = z.infer<typeof UpcomingInvoice>;

export const SubscriptionPreview = z.object({
  subscription: Subscription.omit({ id: true, version: true, created_at: true, updated_at: true }),
  payer: z.object({ id: Id, name: z.string() }),
  invoices: z
    .array(PlannedSubscriptionInvoice)
    .describe('The first two that it would have; fewer where it ends before.'),
});
export type SubscriptionPreview = z.infer<typeof SubscriptionPreview>;
