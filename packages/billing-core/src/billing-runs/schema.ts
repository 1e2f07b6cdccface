import { z } from 'zod';
import { WireAmount } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { Id, Instant, pageFields, pageOf } from '../wire/index.ts';

export const BillingRunStatus = z
  .enum(['awaiting_approval', 'pending', 'running', 'completed', 'failed', 'canceled'])
  .describe('awaiting_approval: nothing is billed until somebody approves it.');
export type BillingRunStatus = z.infer<typeof BillingRunStatus>;

export const BillingRunTrigger = z.enum(['manual', 'schedule']).describe('Who started it.');

export const CurrencyTotal = z.object({ currency: z.string(), invoices: z.number().int(), total: WireAmount });
export type CurrencyTotal = z.infer<typeof CurrencyTotal>;

export const BillingRunError = z.object({
  customer_id: Id,
  customer_name: z.string(),
  subscription_id: Id.nullable(),
  code: z.string(),
  message: z.string().describe('What is wrong and what to do about it.'),
});
export type BillingRunError = z.infer<typeof BillingRunError>;

const runFields = {
  id: Id,
  as_of: Instant.describe('Everything due at or before this instant is billed.'),
  status: BillingRunStatus,
  trigger: BillingRunTrigger,
  customer_id: Id.nullable().describe('null: the whole tenant.'),
  covers: z
    .enum(['everything', 'needing_approval', 'needing_none'])
    .describe('Scheduled runs bill what needs an approval apart from what does not.'),
  approved_by: z.string().nullable(),
  approved_at: Instant.nullable(),
  subscriptions_total: z.number().int().describe('How many were due when the run was made.'),
  subscriptions_done: z.number().int(),
  invoices_created: z.number().int(),
  errors_count: z.number().int(),
  totals: z.array(CurrencyTotal),
  failure: z.string().nullable(),
  requested_by: z.string(),
  created_at: Instant,
  started_at: Instant.nullable(),
  finished_at: Instant.nullable(),
};

export const BillingRunSummary = z.object(runFields);
export type BillingRunSummary = z.infer<typeof BillingRunSummary>;

export const BillingRun = z.object({ ...runFields, errors: z.array(BillingRunError) });
export type BillingRun = z.infer<typeof BillingRun>;

const scope = {
  as_of: z.iso
    .datetime({ offset: true, error: 'must be an instant with its zone, such as 2026-12-01T00:00:00Z' })
    .optional()
    .describe('Bill what is due at this instant; now unless given.'),
  date: LocalDateSchema.optional().describe('Instead of as_of: the end of this day in the time zone of the tenant.'),
  customer_id: Id.optional().describe('Only this customer.'),
};

export const PreviewBillingRun = z.strictObject(scope);
export type PreviewBillingRun = z.output<typeof PreviewBillingRun>;

export const StartBillingRun = z.strictObject({
  ...scope,
  allow_future: z.boolean().default(false).describe('A run for a time to come bills early; it must be meant.'),
});
export type StartBillingRun = z.output<typeof StartBillingRun>;

export const CurrencyChange = z.object({
  currency: z.string(),
  last_total: WireAmount,
  total: WireAmount,
  difference: WireAmount,
  new_customers: z.number().int(),
  gone_customers: z.number().int(),
});
export type CurrencyChange = z.infer<typeof CurrencyChange>;

export const HeldCustomer = z.object({
  customer_id: Id,
  customer_name: z.string(),
  reason: z.string(),
  held_by: z.string(),
  held_at: Instant,
  totals: z.array(z.object({ currency: z.string(), total: WireAmount })),
});
export type HeldCustomer = z.infer<typeof HeldCustomer>;

export const HoldCustomer = z.strictObject({
  customer_id: Id,
  reason: z.string().trim().min(1).max(500).describe('Why; whoever releases the customer reads it.'),
});
export type HoldCustomer = z.output<typeof HoldCustomer>;

export const BillingHold = z
  .object({ customer_id: Id, customer_name: z.string(), reason: z.string(), held_by: z.string(), held_at: Instant })
  .meta({ id: 'BillingHold' });
export type BillingHold = z.infer<typeof BillingHold>;

export const ListBillingHolds = z.strictObject({ customer_id: Id.optional() });
export type ListBillingHolds = z.output<typeof ListBillingHolds>;

export const BillInvoiceAgain = z.strictObject({
  id: Id.describe('The invoice whose periods are billed again; it is voided first where it is not void yet.'),
  version: z.number().int().min(1).optional().describe('Refused with version_conflict unless this is the current one.'),
  void_reason: z.string().trim().min(1).max(500).optional().describe('Why; needed to void.'),
});
export type BillInvoiceAgain = z.output<typeof BillInvoiceAgain>;

/** What stands unbilled because billing it failed, once however often it was tried. */
export const BillingFailure = z
  .object({
    subscription_id: Id,
    customer_id: Id,
    customer_name: z.string(),
    billing_run_id: Id.describe('The last run that tried.'),
    code: z.string(),
    message: z.string().describe('What is wrong and what to do about it.'),
    attempts: z.number().int(),
    first_failed_at: Instant,
    last_failed_at: Instant,
    retry_at: Instant.describe('Scheduled runs leave it alone until then; a run by hand does not.'),
  })
  .meta({ id: 'BillingFailure' });
export type BillingFailure = z.infer<typeof BillingFailure>;

/** What a run would do: made by the same plan as the run itself. */
export const BillingRunPreview = z.object({
  as_of: Instant,
  subscriptions_total: z.number().int(),
  totals: z.array(CurrencyTotal),
  customers: z
    .array(
      z.object({
        customer_id: Id,
        customer_name: z.string(),
        currency: z.string(),
        items: z.number().int(),
        total: WireAmount,
        last_total: WireAmount.describe('What the same subscriptions were billed for their period before.'),
        difference: WireAmount.describe('total less last_total.'),
        change: z
          .enum(['new', 'gone', 'more', 'less', 'same'])
          .describe('new: never billed before. gone: billed last time, and nothing now.'),
      }),
    )
    .describe('The first 200 by the size of the difference.'),
  customers_total: z.number().int().describe('Customers and currencies in the preview, shown or not.'),
  changes: z.array(CurrencyChange).describe('By currency, over all customers.'),
  held: z.array(HeldCustomer).describe('Left out until they are released, with what they would be billed before tax.'),
  needs_approval: z.boolean().describe('A run of it waits until somebody approves it.'),
  errors: z.array(BillingRunError),
});
export type BillingRunPreview = z.infer<typeof BillingRunPreview>;

export const BILLING_RUN_SORTS = ['-created_at', 'created_at', '-as_of', 'as_of'] as const;

export const ListBillingRuns = z.strictObject({
  status: BillingRunStatus.optional(),
  trigger: BillingRunTrigger.optional(),
  sort: z.enum(BILLING_RUN_SORTS).default('-created_at'),
  ...pageFields,
});
export type ListBillingRuns = z.output<typeof ListBillingRuns>;

export const BillingRunPage = pageOf(BillingRunSummary);
export type BillingRunPage = z.infer<typeof BillingRunPage>;
