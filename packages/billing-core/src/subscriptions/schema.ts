import { z } from 'zod';
import { PricingView } from '../catalog/pricing-view.ts';
import { WireQuantity, WireQuantityInput } from '../money/wire.ts';
import { Interval } from '../time/interval.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { ExternalId, Id, Instant, Metadata } from '../wire/index.ts';
import { SubscriptionStatus } from './status.ts';

const subscriptionFields = {
  id: Id,
  external_id: z.string().nullable(),
  customer_id: Id,
  customer: z.object({ id: Id, name: z.string(), email: z.string() }),
  plan: z.object({
    id: Id,
    code: z.string(),
    name: z.string(),
    version_id: Id,
    version: z.number().int(),
    currency: z.string(),
    interval: Interval,
    interval_count: z.number().int(),
  }),
  billing_cycle: z
    .object({ id: Id, name: z.string() })
    .nullable()
    .describe('Whose rules its invoices follow; null for none.'),
  status: SubscriptionStatus,
  time_zone: z.string().describe('Its periods begin and end at midnight there.'),
  start_date: LocalDateSchema,
  anchor_date: LocalDateSchema.describe('The day from which periods are counted.'),
  current_period: z.object({ start: LocalDateSchema, end: LocalDateSchema.describe('The first day of the next one.') }),
  next_billing_at: Instant.nullable().describe('When the billing run takes it up next; null when nothing more is due.'),
  cancel_at_period_end: z.boolean(),
  canceled_at: Instant.nullable(),
  ended_at: Instant.nullable(),
  metadata: Metadata,
  version: z.number().int().describe('Raised by every change; the ETag.'),
  created_at: Instant,
  updated_at: Instant,
};

export const SubscriptionSummary = z.object(subscriptionFields).meta({ id: 'SubscriptionSummary' });
export type SubscriptionSummary = z.infer<typeof SubscriptionSummary>;

export const SubscriptionItem = z
  .object({
    id: Id,
    component_id: Id,
    name: z.string(),
    kind: z.enum(['recurring', 'usage']),
    timing: z.enum(['advance', 'arrear']),
    quantity: WireQuantity.describe('Of recurring components; usage brings its own.'),
    meter: z.object({ id: Id, code: z.string(), name: z.string(), unit: z.string().nullable() }).nullable(),
    pricing: PricingView,
  })
  .meta({ id: 'SubscriptionItem' });
export type SubscriptionItem = z.infer<typeof SubscriptionItem>;

export const Subscription = z
  .object({ ...subscriptionFields, items: z.array(SubscriptionItem) })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof Subscription>;

export const CreateSubscription = z
  .strictObject({
    customer_id: Id,
    plan_id: Id.optional().describe('Subscribes to its latest version.'),
    plan_version_id: Id.optional().describe('Instead of plan_id: this very version.'),
    billing_cycle_id: Id.optional().describe('Puts it on this cycle, whose periods are as long as those of the plan.'),
    external_id: ExternalId.nullable().optional(),
    start_date: LocalDateSchema.optional().describe('Today in the time zone of the customer unless given.'),
    anchor_date: LocalDateSchema.optional().describe(
      'The start date unless given; 2026-01-01 bills by calendar months.',
    ),
    quantities: z
      .array(z.strictObject({ component_id: Id, quantity: WireQuantityInput }))
      .max(50)
      .default([])
      .describe('Of recurring components; 1 where left out.'),
    metadata: Metadata.optional(),
  })
  .superRefine(({ plan_id, plan_version_id }, context) => {
    if ((plan_id === undefined) !== (plan_version_id === undefined)) return;
    context.addIssue({ code: 'custom', path: ['plan_id'], message: 'give plan_id or plan_version_id, one of them' });
  });
export type CreateSubscription = z.output<typeof CreateSubscription>;

export const UpdateSubscription = z.strictObject({
  id: Id,
  version: z.number().int().min(1).optional().describe('Refused with version_conflict unless this is the current one.'),
  cancel_at_period_end: z.boolean().optional().describe('false takes a cancellation back, until the period is over.'),
  external_id: ExternalId.nullable().optional(),
  metadata: Metadata.optional(),
});
export type UpdateSubscription = z.output<typeof UpdateSubscription>;
