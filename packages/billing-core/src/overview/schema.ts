import { z } from 'zod';
import { WireAmount } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';

export const Overview = z.object({
  today: LocalDateSchema.describe('In the time zone of the tenant.'),
  customers: z.number().int(),
  active_subscriptions: z.number().int().describe('In the status active: trials and those past due stand apart.'),
  trialing_subscriptions: z.number().int(),
  past_due_subscriptions: z.number().int(),
  subscriptions_due: z.number().int().describe('Due to be billed now.'),
  by_currency: z
    .array(
      z.object({
        currency: z.string(),
        open: WireAmount.describe('Sent and not paid.'),
        overdue: WireAmount,
        drafts: WireAmount.describe('Drafts not yet sent.'),
        invoiced_this_month: WireAmount.describe('Issued this month, drafts and void ones left out.'),
        mrr: WireAmount.describe('Monthly recurring revenue today.'),
        mrr_30_days_ago: WireAmount,
        paid_this_month: WireAmount.describe('Payments received this month.'),
      }),
    )
    .describe('Largest first.'),
  invoiced_by_month: z
    .array(
      z.object({
        month: z.string().describe('YYYY-MM'),
        currency: z.string(),
        invoices: z.number().int(),
        total: WireAmount,
      }),
    )
    .describe('The last twelve months by issue date, drafts and void ones left out.'),
  usage_by_day: z
    .array(z.object({ day: LocalDateSchema, records: z.number().int() }))
    .describe('The last thirty days with usage, by day in UTC.'),
});
export type Overview = z.infer<typeof Overview>;
