import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { WireAmount } from '../money/wire.ts';
import { ReportInterval } from '../reports/schema.ts';
import { SubscriptionStatus } from '../subscriptions/status.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { CountryCode, Id } from '../wire/index.ts';

const rangeFields = {
  from: LocalDateSchema.optional().describe(
    'First day. Without it: the first day of the month eleven months before `to`.',
  ),
  to: LocalDateSchema.optional().describe('Last day, inclusive. Without it: today, where the tenant is.'),
  interval: ReportInterval.default('month'),
  currency: CurrencyCode.optional().describe('Only this currency.'),
  plan_id: Id.optional().describe('Only subscriptions to this plan.'),
  customer_id: Id.optional().describe('Only this customer.'),
  country: CountryCode.optional().describe('Only customers who are in this country today.'),
};

export const MrrGroup = z.enum(['plan', 'country']).describe('What MRR is split by.');
export type MrrGroup = z.infer<typeof MrrGroup>;

export const GetMrrReport = z.strictObject({
  ...rangeFields,
  group_by: MrrGroup.optional().describe('Split each period by this. Types of movements stay those of the customer.'),
});
export type GetMrrReport = z.output<typeof GetMrrReport>;

const movementFields = {
  currency: z.string(),
  opening: WireAmount.describe('MRR at the end of the day before the period.'),
  new: WireAmount.describe('MRR of customers who had none before.'),
  expansion: WireAmount.describe('What customers pay more who paid before.'),
  reactivation: WireAmount.describe('MRR of customers who had some once, and then none.'),
  contraction: WireAmount.describe('What customers pay less who go on paying; taken off.'),
  churn: WireAmount.describe('MRR of customers who pay nothing any more; taken off.'),
  net_new: WireAmount.describe('closing - opening.'),
  closing: WireAmount.describe('opening + new + expansion + reactivation - contraction - churn.'),
  opening_customers: z.number().int().describe('Customers with MRR at the opening.'),
  closing_customers: z.number().int().describe('Customers with MRR at the closing.'),
  lost_customers: z.number().int().describe('Customers of the opening without MRR at the closing.'),
};

const groupFields = {
  key: z.string().nullable().describe('Id of the plan, or the country; null without group_by.'),
  name: z.string().nullable().describe('The same for people.'),
};

export const MrrTotal = z.object({
  ...movementFields,
  arr: WireAmount.describe('Twelve times what MRR is at the closing.'),
});
export type MrrTotal = z.infer<typeof MrrTotal>;

export const MrrRow = z.object({
  period_start: LocalDateSchema.describe('First day of the period, also where the report begins later.'),
  ...groupFields,
  ...movementFields,
});
export type MrrRow = z.infer<typeof MrrRow>;

const reportFields = {
  from: LocalDateSchema,
  to: LocalDateSchema,
  interval: ReportInterval,
  periods: z.array(LocalDateSchema).describe('The first day of every period of the report.'),
};

export const MrrReport = z.object({
  ...reportFields,
  group_by: MrrGroup.nullable(),
  totals: z
    .array(MrrTotal)
    .describe('The whole report as one period, the currency of most customers first. Currencies are never added up.'),
  groups: z.array(MrrTotal.extend(groupFields)).describe('Each group over the whole report, the largest first.'),
  data: z.array(MrrRow).describe('Periods in order; each opens with what the one before closed with.'),
});
export type MrrReport = z.infer<typeof MrrReport>;

export const GetChurnReport = z.strictObject(rangeFields);
export type GetChurnReport = z.output<typeof GetChurnReport>;

const percent = (says: string) =>
  z.number().nullable().describe(`${says} In percent; null where nothing stood at the opening.`);

const churnFields = {
  ...movementFields,
  customer_churn: percent('lost_customers of opening_customers.'),
  gross_mrr_churn: percent('churn and contraction of opening.'),
  net_mrr_churn: percent('churn and contraction less expansion and reactivation, of opening.'),
  net_revenue_retention: percent('What the customers of the opening pay at the closing, of what they paid.'),
  gross_revenue_retention: percent('The same with each customer counted up to what it paid.'),
  quick_ratio: z.number().nullable().describe('MRR gained over MRR lost; null where nothing was lost.'),
  arpa: WireAmount.nullable().describe('closing by closing_customers; null without customers.'),
};

export const ChurnRow = z.object({ period_start: LocalDateSchema, ...churnFields });
export type ChurnRow = z.infer<typeof ChurnRow>;

export const ChurnTotal = z.object({
  ...churnFields,
  monthly_customer_churn: percent('Customers lost in each month, added, of those at each opening, added.'),
  monthly_gross_mrr_churn: percent('MRR lost in each month, added, of that at each opening, added.'),
  monthly_net_mrr_churn: percent('The same less expansion and reactivation.'),
  ltv: WireAmount.nullable().describe('arpa by monthly_customer_churn; null while no customer was lost.'),
});
export type ChurnTotal = z.infer<typeof ChurnTotal>;

export const ChurnReport = z.object({
  ...reportFields,
  totals: z.array(ChurnTotal).describe('The whole report as one period, the currency of most customers first.'),
  data: z.array(ChurnRow),
});
export type ChurnReport = z.infer<typeof ChurnReport>;

export const GetLifecycleReport = z.strictObject(rangeFields);
export type GetLifecycleReport = z.output<typeof GetLifecycleReport>;

const count = (says: string) => z.number().int().describe(says);

const trialFields = {
  started: count('Trials that began.'),
  converted: count('Of these, became paying.'),
  lost: count('Of these, ended without.'),
  running: count('Of these, go on.'),
  rate: percent('converted of those that are decided.'),
};

const StatusCounts = z
  .partialRecord(SubscriptionStatus, z.number().int())
  .describe('Subscriptions by status; a status without any is left out.');

export const LifecycleRow = z.object({
  period_start: LocalDateSchema,
  started: count('Subscriptions that began.'),
  trials_started: count('Of them or others, went into a trial.'),
  converted: count('Trials that became paying.'),
  paused: count('Were paused.'),
  resumed: count('Went on after a pause.'),
  past_due: count('Fell behind with a payment.'),
  canceled: count('Were canceled.'),
  expired: count('Ran out.'),
  closing: StatusCounts.describe('Subscriptions by status at the end of the period.'),
});
export type LifecycleRow = z.infer<typeof LifecycleRow>;

const CohortView = z.object({
  currency: z.string(),
  month: z.string().describe('YYYY-MM, in which they first had MRR.'),
  customers: count('Who first had MRR in that month.'),
  mrr: WireAmount.describe('What each began with, added.'),
  cells: z.array(
    z.object({
      offset: count('Months since.'),
      customers: count('Who has MRR at the end of that month.'),
      mrr: WireAmount,
      customer_retention: percent('customers of those it began with.'),
      revenue_retention: percent('mrr of what it began with.'),
    }),
  ),
});
export type CohortView = z.infer<typeof CohortView>;

export const LifecycleReport = z.object({
  ...reportFields,
  by_status: StatusCounts.describe('Subscriptions by status at the end of the last day; those ended by then included.'),
  trials: z.object(trialFields).describe('The trials that began within the report, as known on its last day.'),
  trial_cohorts: z.array(z.object({ period_start: LocalDateSchema, ...trialFields })),
  data: z.array(LifecycleRow),
  cohorts: z.array(CohortView).describe('Customers by the month in which they first had MRR, months that are over.'),
});
export type LifecycleReport = z.infer<typeof LifecycleReport>;
