import { z } from 'zod';
import { Pricing } from '../catalog/pricing.ts';
import { PricingView } from '../catalog/pricing-view.ts';
import {
  WireAmount,
  WireAmountInput,
  WireDecimal,
  WireDecimalInput,
  WireQuantity,
  WireQuantityInput,
} from '../money/wire.ts';
import { Interval } from '../time/interval.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { ExternalId, Id, Instant, Metadata } from '../wire/index.ts';
import { ProrationMode } from './changes/change-policy-schema.ts';
import { SubscriptionStatus } from './status.ts';

const PlanOf = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  version_id: Id,
  version: z.number().int(),
  currency: z.string(),
  interval: Interval,
  interval_count: z.number().int(),
});

const ContractEnd = z
  .enum(['renew', 'expire'])
  .describe('renew: goes on for as many periods. expire: ends the subscription.');

export const WithoutMethod = z
  .enum(['bill', 'pause', 'cancel'])
  .describe('At the end of a trial of who has no payment method: bill on terms, pause, or cancel.');
export type WithoutMethod = z.infer<typeof WithoutMethod>;

export const Activation = z
  .enum(['at_once', 'when_paid'])
  .describe(
    'when_paid: incomplete until its first invoice is paid, and expired where that does not come in the days of grace.',
  );
export type Activation = z.infer<typeof Activation>;

export const PauseReason = z
  .enum(['asked', 'unpaid', 'no_method'])
  .describe(
    'asked by hand. unpaid when grace was over: it goes on by itself once nothing of it is overdue, or written off and not paid after all. no_method when a trial was: it goes on with a payment method.',
  );
export type PauseReason = z.infer<typeof PauseReason>;

const subscriptionFields = {
  id: Id,
  external_id: z.string().nullable(),
  customer_id: Id,
  customer: z.object({ id: Id, name: z.string(), email: z.string() }),
  plan: PlanOf,
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
  mrr: WireAmount.nullable().describe(
    'Monthly recurring revenue as it stands; 0 in a trial or pause, null while none is written down.',
  ),
  trial_end: LocalDateSchema.nullable().describe('The first day that is paid for after a trial.'),
  trial_without_method: WithoutMethod,
  contract: z
    .object({ periods: z.number().int(), at_end: ContractEnd, ends_on: LocalDateSchema.describe('The day after it.') })
    .nullable(),
  discount: z
    .object({
      percent_off: WireDecimal.nullable(),
      amount_off: WireAmount.nullable(),
      ends_on: LocalDateSchema.nullable(),
    })
    .nullable()
    .describe('Off recurring lines whose service starts before its end.'),
  cancel_at_period_end: z.boolean(),
  ends_on: LocalDateSchema.nullable().describe('The first day that it is no more, where its end is known.'),
  cancel_settle: z.enum(['refund', 'credit', 'none']).nullable().describe('What becomes of unused days at that end.'),
  canceled_at: Instant.nullable(),
  ended_at: Instant.nullable(),
  paused_at: Instant.nullable(),
  resumes_on: LocalDateSchema.nullable(),
  pause_reason: PauseReason.nullable(),
  activation: Activation,
  grace_ends_at: Instant.nullable().describe('Until when it goes on with an invoice unpaid.'),
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
    kind: z.enum(['recurring', 'usage', 'one_time']).describe('one_time: charged once, with the first paid period.'),
    timing: z.enum(['advance', 'arrear']),
    quantity: WireQuantity.describe('Of recurring components; usage brings its own.'),
    meter: z.object({ id: Id, code: z.string(), name: z.string(), unit: z.string().nullable() }).nullable(),
    pricing: PricingView.describe('What it costs: the price of the component, unless it has one of its own.'),
    own_price: z.boolean().describe('Whether its price is not that of the component.'),
    plan: z.object({ id: Id, code: z.string(), name: z.string() }).describe('Of the plan, or of an add-on.'),
    every: z
      .object({ interval: Interval, interval_count: z.number().int() })
      .nullable()
      .describe('Where it is billed in other periods than the plan.'),
    state: z.enum(['scheduled', 'current', 'ended']),
    replaces_item_id: Id.nullable(),
  })
  .meta({ id: 'SubscriptionItem' });
export type SubscriptionItem = z.infer<typeof SubscriptionItem>;

export const ScheduledChangeView = z
  .object({
    id: Id,
    kind: z.string(),
    effective_on: LocalDateSchema,
    direction: z.enum(['upgrade', 'downgrade', 'neither']).nullable(),
    plan: PlanOf,
    items: z.array(SubscriptionItem).describe('All items as they are from then on.'),
    requested_by: z.string(),
    created_at: Instant,
  })
  .meta({ id: 'ScheduledSubscriptionChange' });
export type ScheduledChangeView = z.infer<typeof ScheduledChangeView>;

export const Subscription = z
  .object({
    ...subscriptionFields,
    items: z.array(SubscriptionItem),
    scheduled_change: ScheduledChangeView.nullable().describe('What takes its place at a boundary to come.'),
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof Subscription>;

/** Off recurring lines: a percent or an amount, for ever or until a day. */
export const SubscriptionDiscountInput = z
  .strictObject({
    percent_off: WireDecimalInput.refine(
      (text) => Number(text) > 0 && Number(text) <= 100,
      'is not above 0 and at most 100',
    )
      .nullable()
      .optional(),
    amount_off: WireAmountInput.refine((text) => Number(text) > 0, 'is 0; a discount takes something off')
      .nullable()
      .optional()
      .describe('Major units, of each period.'),
    ends_on: LocalDateSchema.nullable().default(null).describe('The first day without it; for ever unless given.'),
  })
  .refine(({ percent_off, amount_off }) => ((percent_off ?? null) === null) !== ((amount_off ?? null) === null), {
    path: ['percent_off'],
    message: 'give percent_off or amount_off, one of them',
  });
export type SubscriptionDiscountInput = z.output<typeof SubscriptionDiscountInput>;

/** A price instead of that of the component. */
export const PriceOverride = z.strictObject({ component_id: Id, pricing: Pricing });
export type PriceOverride = z.output<typeof PriceOverride>;

const AddOnOf = z
  .strictObject({ plan_id: Id.optional(), plan_version_id: Id.optional() })
  .refine(({ plan_id, plan_version_id }) => (plan_id === undefined) !== (plan_version_id === undefined), {
    path: ['plan_id'],
    message: 'give plan_id or plan_version_id of the add-on, one of them',
  });

/** Something that is charged beside the plan when a subscription begins. */
const OneOffItem = z.strictObject({
  product_id: Id.optional().describe('Gives description and unit price where they are left out.'),
  description: z.string().trim().min(1).max(1000).optional(),
  quantity: WireQuantityInput.default('1'),
  unit_price: WireDecimalInput.refine(
    (text) => !text.startsWith('-'),
    'is below 0; give a discount instead',
  ).optional(),
});

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
    add_ons: z.array(AddOnOf).max(20).optional().describe('Add-ons that it begins with, in the currency of the plan.'),
    one_off_items: z
      .array(OneOffItem)
      .max(20)
      .optional()
      .describe('Charged once, on its first invoice: after a trial, not in it, and not at all where it ends before.'),
    quantities: z
      .array(z.strictObject({ component_id: Id, quantity: WireQuantityInput }))
      .max(50)
      .default([])
      .describe('Of recurring and one_time components of the plan and of add-ons; 1 where left out.'),
    prices: z
      .array(PriceOverride)
      .max(50)
      .optional()
      .describe('Instead of those of the plan and of add-ons, for this subscription.'),
    trial_days: z.int().min(0).max(730).optional().describe('Free days at its begin; those of the plan unless given.'),
    trial_without_method: WithoutMethod.optional().describe('bill unless given.'),
    activation: Activation.optional().describe('at_once unless given. A trial begins at once in any case.'),
    contract: z
      .strictObject({ periods: z.int().min(1).max(1200), at_end: ContractEnd.default('renew') })
      .nullable()
      .optional()
      .describe('For how many periods it is promised.'),
    discount: SubscriptionDiscountInput.nullable().optional(),
    metadata: Metadata.optional(),
  })
  .superRefine(({ plan_id, plan_version_id }, context) => {
    if ((plan_id === undefined) !== (plan_version_id === undefined)) return;
    context.addIssue({ code: 'custom', path: ['plan_id'], message: 'give plan_id or plan_version_id, one of them' });
  });
export type CreateSubscription = z.output<typeof CreateSubscription>;

const QuantityOf = z
  .strictObject({ component_id: Id.optional(), item_id: Id.optional(), quantity: WireQuantityInput })
  .refine(({ component_id, item_id }) => (component_id === undefined) !== (item_id === undefined), {
    path: ['component_id'],
    message: 'give component_id or item_id, one of them',
  });

/**
 * Whether a plan is named once: by itself, for its latest version, or by a version.
 *
 * @example isOnePlan({ plan_id: 'a', plan_version_id: 'b' }) // false
 * @example isOnePlan({ plan_id: 'a' }) // true
 */
export const isOnePlan = ({ plan_id, plan_version_id }: { plan_id?: unknown; plan_version_id?: unknown }): boolean =>
  plan_id === undefined || plan_version_id === undefined;
export const ONE_PLAN = { path: ['plan_id'], message: 'cannot stand beside plan_version_id; give one of them' };

/** What is subscribed to from now on, or from the next period on. */
export const subscriptionChangeFields = {
  plan_id: Id.optional().describe('Changes to the latest version of this plan.'),
  plan_version_id: Id.optional().describe('Changes to this very version.'),
  quantities: z.array(QuantityOf).max(50).optional().describe('Of recurring components; as they are where left out.'),
  add_ons: z.array(AddOnOf).max(20).optional().describe('All add-ons that it shall have; as they are where left out.'),
  prices: z
    .array(z.strictObject({ component_id: Id, pricing: Pricing.nullable() }))
    .max(50)
    .optional()
    .describe('Instead of the prices of the plan; null is that of the plan again.'),
  when: z
    .enum(['now', 'period_end'])
    .optional()
    .describe('Unless given, what costs more takes effect now and what costs less with the next period.'),
  proration: ProrationMode.optional().describe('As the settings say unless given.'),
  set_up_fees: z
    .boolean()
    .optional()
    .describe(
      'true charges the one_time components of what is changed to, where they were not charged before. Unless given, only who begins is charged them.',
    ),
};

export const UpdateSubscription = z
  .strictObject({
    id: Id,
    version: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('Refused with version_conflict unless this is the current one.'),
    cancel_at_period_end: z.boolean().optional().describe('false takes a cancellation back, until the period is over.'),
    external_id: ExternalId.nullable().optional(),
    metadata: Metadata.optional(),
    ...subscriptionChangeFields,
  })
  .refine(isOnePlan, ONE_PLAN);
export type UpdateSubscription = z.output<typeof UpdateSubscription>;
