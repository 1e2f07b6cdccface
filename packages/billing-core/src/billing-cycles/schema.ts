import { z } from 'zod';
import { Decimal } from '../money/decimal.ts';
import { WireAmount, WireQuantity, WireQuantityInput, WireUnitPrice, WireUnitPriceInput } from '../money/wire.ts';
import { Interval, IntervalCount } from '../time/interval.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { PaymentTerms } from '../time/payment-terms.ts';
import { ExternalId, Id, Instant, Metadata, pageFields, pageOf } from '../wire/index.ts';

const Alignment = z
  .enum(['calendar', 'anniversary'])
  .describe(
    'calendar: periods begin on the anchor for everybody. anniversary: each counts from the day a customer starts.',
  );
const Timing = z
  .enum(['advance', 'arrear'])
  .describe('advance: products are billed before or when a period begins. arrear: when it is over.');
const IssueDaysBefore = z
  .number()
  .int()
  .min(0)
  .max(60, 'must be 60 or less: earlier than that, too much is not known yet')
  .describe('How many days before it begins a period is invoiced; only where everything is billed in advance.');

/** What is billed to a customer on a cycle, in each period. */
export const CycleItem = z.strictObject({
  product_id: Id.optional().describe('A recurring product; its price is multiplied up to the length of the cycle.'),
  description: z.string().trim().min(1).max(500).optional().describe('The name of the product unless given.'),
  quantity: WireQuantityInput.default('1'),
  unit_price: WireUnitPriceInput.refine((price) => !new Decimal(price).isNegative(), 'must not be negative')
    .optional()
    .describe('For one period; the price of the product unless given.'),
});
export type CycleItem = z.output<typeof CycleItem>;
const CycleItems = z.array(CycleItem).min(1, 'needs at least one item').max(50);

const rules = {
  name: z.string().trim().min(1).max(200),
  external_id: ExternalId.nullable().optional(),
  issue_days_before: IssueDaysBefore,
  auto_send: z.boolean().describe('Invoices are made final and mailed as soon as a run has made them.'),
  auto_charge: z
    .boolean()
    .optional()
    .describe('Charges a stored payment method. None can be stored yet, so true is refused; leave it out.'),
  requires_approval: z.boolean().describe('A run waits until somebody approves it.'),
  payment_terms: PaymentTerms.nullable().optional().describe("Instead of the customer's own."),
  metadata: Metadata.optional(),
};

export const CreateBillingCycle = z.strictObject({
  ...rules,
  name: rules.name.optional().describe('Such as Monthly; made from the interval unless given.'),
  interval: Interval.default('month'),
  interval_count: IntervalCount.default(1),
  alignment: Alignment.default('calendar'),
  anchor_day: z
    .number()
    .int()
    .min(1, 'must be 1 to 31')
    .max(31, 'must be 1 to 31; 31 is the last day of every month')
    .optional()
    .describe('Day of the month on which periods begin, the last where there is none such; of the week for weeks.'),
  anchor_date: LocalDateSchema.optional().describe('Instead of anchor_day: a day on which a period begins.'),
  timing: Timing.default('advance'),
  issue_days_before: IssueDaysBefore.default(0),
  auto_send: rules.auto_send.default(false),
  requires_approval: rules.requires_approval.default(false),
  customer_id: Id.optional().describe('Puts this customer on the cycle at once, with items.'),
  items: CycleItems.optional().describe('What the customer is billed for each period.'),
  start_date: LocalDateSchema.optional().describe('Of the customer; today where the customer is, unless given.'),
});
export type CreateBillingCycle = z.output<typeof CreateBillingCycle>;

/** Where periods lie does not change under those who are billed by them: make another cycle for that. */
export const UpdateBillingCycle = z.strictObject({
  id: Id,
  version: z.number().int().min(1).optional().describe('Refused with version_conflict unless this is the current one.'),
  ...z.object(rules).omit({ issue_days_before: true }).partial().shape,
});
export type UpdateBillingCycle = z.output<typeof UpdateBillingCycle>;

export const ScheduledPeriodView = z.object({
  start: LocalDateSchema,
  end: LocalDateSchema.describe('The first day of the next one.'),
  issue_on: LocalDateSchema.describe('The day on which it is invoiced.'),
});

const fields = {
  id: Id,
  external_id: z.string().nullable(),
  name: z.string(),
  interval: Interval,
  interval_count: z.number().int(),
  alignment: Alignment,
  anchor_date: LocalDateSchema.nullable().describe('A day on which a period begins; null for anniversaries.'),
  timing: Timing,
  issue_days_before: z.number().int(),
  auto_send: z.boolean(),
  auto_charge: z.boolean().describe('false: no payment method can be stored yet.'),
  requires_approval: z.boolean(),
  payment_terms: z.string().nullable(),
  subscriptions: z.number().int().describe('Live ones on it, enrolments included.'),
  next_issue_at: Instant.nullable().describe('When a run takes up the first of them; null while nothing is due.'),
  schedule: z
    .array(ScheduledPeriodView)
    .describe('The current period and the next two, in the time zone of the tenant; anniversaries as from today.'),
  metadata: Metadata,
  version: z.number().int().describe('Raised by every change; the ETag.'),
  created_at: Instant,
  updated_at: Instant,
};

export const BillingCycle = z.object(fields).meta({ id: 'BillingCycle' });
export type BillingCycle = z.infer<typeof BillingCycle>;

/** A customer billed for products on a cycle. */
export const Enrolment = z
  .object({
    customer_id: Id,
    customer_name: z.string(),
    subscription_id: Id.describe('An enrolment is a subscription: it is canceled, counted and reported as one.'),
    plan_name: z.string(),
    by_product: z.boolean().describe('false: by a plan of the catalogue.'),
    status: z.string(),
    currency: z.string(),
    items: z.array(
      z.object({
        product_id: Id.nullable(),
        description: z.string(),
        quantity: WireQuantity,
        unit_price: WireUnitPrice.nullable().describe('null where no single price applies.'),
      }),
    ),
    amount: WireAmount.nullable().describe('Of a whole period; null where usage decides.'),
    current_period: z.object({ start: LocalDateSchema, end: LocalDateSchema }),
    next_billing_at: Instant.nullable(),
    time_zone: z.string().describe('Of the customer when it was enrolled: its days, and that of the next invoice.'),
    cancel_at_period_end: z.boolean(),
  })
  .meta({ id: 'Enrolment' });
export type Enrolment = z.infer<typeof Enrolment>;

export const BillingCycleDetail = z
  .object({ ...fields, customers: z.array(Enrolment).describe('The first 100, newest first.') })
  .meta({ id: 'BillingCycleDetail' });
export type BillingCycleDetail = z.infer<typeof BillingCycleDetail>;

export const BILLING_CYCLE_SORTS = ['-created_at', 'created_at', 'name', '-name'] as const;

export const ListBillingCycles = z.strictObject({
  ...pageFields,
  interval: Interval.optional(),
  q: z.string().trim().max(200).optional().describe('Part of the name.'),
  sort: z.enum(BILLING_CYCLE_SORTS).default('-created_at'),
});
export type ListBillingCycles = z.output<typeof ListBillingCycles>;

export const BillingCyclePage = pageOf(BillingCycle);
export type BillingCyclePage = z.infer<typeof BillingCyclePage>;

export const EnrolCustomer = z.strictObject({
  id: Id.describe('The cycle.'),
  customer_id: Id,
  items: CycleItems,
  start_date: LocalDateSchema.optional().describe('Today where the customer is, unless given.'),
  external_id: ExternalId.nullable().optional(),
});
export type EnrolCustomer = z.output<typeof EnrolCustomer>;

export const ChangeEnrolment = z.strictObject({
  id: Id.describe('The cycle.'),
  customer_id: Id,
  items: CycleItems.describe('In place of those before, from the first period that is not billed yet.'),
});
export type ChangeEnrolment = z.output<typeof ChangeEnrolment>;
