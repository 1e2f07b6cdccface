import { z } from 'zod';
import { WireAmount } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { Id, Instant, pageFields, pageOf } from '../wire/index.ts';

export const BillingRunStatus = z.enum(['pending', 'running', 'completed', 'failed']);
export type BillingRunStatus = z.infer<typeof BillingRunStatus>;

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
  trigger: z.enum(['manual', 'schedule']),
  customer_id: Id.nullable().describe('null: the whole tenant.'),
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
      }),
    )
    .describe('The first 200 by amount.'),
  errors: z.array(BillingRunError),
});
export type BillingRunPreview = z.infer<typeof BillingRunPreview>;

export const ListBillingRuns = z.strictObject({ ...pageFields });
export type ListBillingRuns = z.output<typeof ListBillingRuns>;

export const BillingRunPage = pageOf(BillingRunSummary);
export type BillingRunPage = z.infer<typeof BillingRunPage>;
