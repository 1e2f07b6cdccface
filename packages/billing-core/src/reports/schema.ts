import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { WireAmount } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';

export const ReportInterval = z
  .enum(['day', 'week', 'month', 'quarter', 'year'])
  .describe('Length of one period; weeks begin on Monday.');
export type ReportInterval = z.infer<typeof ReportInterval>;

export const ReportGroup = z
  .enum(['product', 'plan', 'customer', 'country', 'currency'])
  .describe('What the sums are split by.');
export type ReportGroup = z.infer<typeof ReportGroup>;

const rangeFields = {
  from: LocalDateSchema.optional().describe(
    'First day of issue. Without it: the first day of the month eleven months before `to`.',
  ),
  to: LocalDateSchema.optional().describe('Last day of issue, inclusive. Without it: today, where the tenant is.'),
  currency: CurrencyCode.optional().describe('Only invoices in this currency.'),
};

export const GetRevenueReport = z.strictObject({
  ...rangeFields,
  interval: ReportInterval.default('month'),
  group_by: ReportGroup.optional().describe('Split each period by this.'),
  top: z
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(10)
    .describe('With group_by: so many of each currency by net revenue; the rest is summed as "other".'),
});
export type GetRevenueReport = z.output<typeof GetRevenueReport>;

const sumFields = {
  currency: z.string(),
  invoices: z
    .number()
    .int()
    .describe('Final invoices, void ones left out. By product or plan, one counts for each that is on it.'),
  net: WireAmount.describe('Invoiced less discounts and credit notes, without tax.'),
  tax: WireAmount,
  total: WireAmount.describe('Net and tax.'),
};

export const RevenueGroup = z.object({
  key: z
    .string()
    .nullable()
    .describe(
      'Id of the product, plan or customer, or the country or currency; "other" for the rest, "" for none, null without group_by.',
    ),
  name: z.string().nullable().describe('The same for people.'),
  ...sumFields,
});
export type RevenueGroup = z.infer<typeof RevenueGroup>;

export const RevenueRow = RevenueGroup.extend({
  period_start: LocalDateSchema.describe('First day of the period, also where the report begins later.'),
});
export type RevenueRow = z.infer<typeof RevenueRow>;

export const RevenueReport = z.object({
  from: LocalDateSchema,
  to: LocalDateSchema,
  interval: ReportInterval,
  group_by: ReportGroup.nullable(),
  periods: z
    .array(LocalDateSchema)
    .describe('The first day of every period of the report, also of those without revenue.'),
  totals: z
    .array(z.object(sumFields))
    .describe('Of all periods, the currency of most invoices first. Currencies are never added up.'),
  groups: z
    .array(RevenueGroup)
    .describe('Each group over all periods, the largest of each currency first, "other" last.'),
  data: z.array(RevenueRow).describe('Periods in order, the groups of each by their revenue in the whole report.'),
});
export type RevenueReport = z.infer<typeof RevenueReport>;

export const GetCustomerReport = z.strictObject({
  ...rangeFields,
  limit: z.number().int().min(1).max(1_000).default(10).describe('How many customers of each currency are listed.'),
});
export type GetCustomerReport = z.output<typeof GetCustomerReport>;

const customerFields = { customer_id: z.string(), customer_name: z.string() };

const ageingFields = {
  currency: z.string(),
  current: WireAmount.describe('Due today or later.'),
  days_1_30: WireAmount.describe('1 to 30 days past due.'),
  days_31_60: WireAmount,
  days_61_90: WireAmount,
  over_90: WireAmount,
  amount_due: WireAmount.describe('All of it.'),
  invoices: z.number().int().describe('Open invoices.'),
};

export const CustomerReport = z.object({
  from: LocalDateSchema,
  to: LocalDateSchema,
  top: z
    .array(
      z.object({
        ...customerFields,
        ...sumFields,
        share_percent: z.number().describe('Of the net revenue in this currency, one decimal place.'),
      }),
    )
    .describe('Largest net revenue first.'),
  ageing_as_of: LocalDateSchema.describe('Today, where the tenant is: what is open now, by how long it is past due.'),
  ageing_totals: z.array(z.object(ageingFields)).describe('The currency of most open invoices first.'),
  ageing: z.array(z.object({ ...customerFields, ...ageingFields })).describe('Who owes most first.'),
});
export type CustomerReport = z.infer<typeof CustomerReport>;
