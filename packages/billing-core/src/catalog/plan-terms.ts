import { z } from 'zod';
import { CurrencyCode, isCurrencyCode } from '../money/currencies.ts';
import { Decimal } from '../money/decimal.ts';
import { Interval, IntervalCount, isWholeMultiple } from '../time/interval.ts';
import { Id } from '../wire/index.ts';
import { fineAmounts } from './fine-amounts.ts';
import { Pricing } from './pricing.ts';

export const Timing = z
  .enum(['advance', 'arrear'])
  .describe('advance: billed when the period begins. arrear: when it is over, as usage always is.');

const common = {
  name: z.string().trim().min(1).max(200).describe('As it reads on the invoice.'),
  product_id: Id.nullable().optional(),
  interval: Interval.nullable()
    .optional()
    .describe('Where it is billed in longer periods than the plan, a whole number of them: year in a monthly plan.'),
  interval_count: IntervalCount.nullable().optional().describe('How many of its own intervals; 1 unless given.'),
  pricing: Pricing,
};

/** A fee for each period, whatever was used. */
const RecurringComponent = z.strictObject({
  kind: z.literal('recurring'),
  timing: Timing.default('advance'),
  ...common,
});

/** What a meter counted in the period. */
const UsageComponent = z.strictObject({
  kind: z.literal('usage'),
  timing: z.literal('arrear').default('arrear'),
  meter: z.string().trim().min(1).max(100).describe('Code or id of the meter.'),
  ...common,
});

/** A fee for setting up: charged with the first period that is paid for, and never again. */
const OneTimeComponent = z.strictObject({
  kind: z.literal('one_time'),
  timing: z.literal('advance').default('advance'),
  ...common,
});

export const NewPlanComponent = z
  .discriminatedUnion('kind', [RecurringComponent, UsageComponent, OneTimeComponent])
  .superRefine((component, context) => {
    const fault = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (!component.interval && component.interval_count)
      fault(['interval_count'], 'counts an interval of its own; give the interval, too');
    if (component.kind === 'one_time' && component.interval)
      fault(['interval'], 'is for what comes again: a fee of kind one_time is charged once; leave it out');
    checkPercentage(component, fault);
  });
export type NewPlanComponent = z.output<typeof NewPlanComponent>;

/** Pricing by transaction needs the single values, and the meters of today keep their sum: a rate of the sum is fine. */
function checkPercentage(
  { kind, pricing }: { kind: 'recurring' | 'usage' | 'one_time'; pricing: Pricing },
  fault: (path: string[], message: string) => void,
): void {
  if (pricing.model !== 'percentage') return;
  if (kind !== 'usage') fault(['pricing', 'model'], 'is for usage: a fee has no money to take a part of');
  const { fixed_amount, free_transactions, min_per_transaction, max_per_transaction } = pricing;
  const single = { free_transactions, min_per_transaction, max_per_transaction };
  const message = 'needs the single transactions, and a meter keeps their sum; count them by a component of their own';
  if (!new Decimal(fixed_amount).isZero()) fault(['pricing', 'fixed_amount'], message);
  for (const [name, value] of Object.entries(single)) if (value !== undefined) fault(['pricing', name], message);
}

type Fault = { code: 'custom'; path: (string | number)[]; message: string };

type Checked = { currency: string; interval: Interval; interval_count: number; components: NewPlanComponent[] };

/** What only the plan as a whole knows of its components: the currency, and how long its periods are. */
export function checkTerms(plan: Checked, context: { addIssue: (fault: Fault) => void }): void {
  checkIntervals(plan, context);
  // That it is none is a fault of its own.
  if (!isCurrencyCode(plan.currency)) return;
  for (const [index, { pricing }] of plan.components.entries())
    for (const { path, message } of fineAmounts(pricing, plan.currency))
      context.addIssue({ code: 'custom', path: ['components', index, 'pricing', ...path], message });
}

/** An interval of a component has to begin with one of the plan's, or there is no boundary to bill it at. */
function checkIntervals(plan: Checked, context: { addIssue: (fault: Fault) => void }): void {
  if (plan.components.length > 0 && plan.components.every(({ kind }) => kind === 'one_time')) {
    const message = 'are all charged once; a plan needs one that recurs. For a single charge make an invoice';
    context.addIssue({ code: 'custom', path: ['components'], message });
  }
  for (const [index, { interval, interval_count }] of plan.components.entries()) {
    if (!interval || isWholeMultiple({ interval, interval_count: interval_count ?? 1 }, plan)) continue;
    const message = `is no whole number of periods of the plan (${plan.interval_count} ${plan.interval}); choose a multiple`;
    context.addIssue({ code: 'custom', path: ['components', index, 'interval'], message });
  }
}

const TrialDays = z.number().int().min(0).max(730).describe('The first days, which are free; 0 for no trial.');

export const planTerms = {
  currency: CurrencyCode,
  interval: Interval.default('month'),
  interval_count: IntervalCount.default(1),
  trial_days: TrialDays.default(0),
  components: z.array(NewPlanComponent).min(1, 'needs at least one component').max(50),
};

/** What a version is made of. */
export const PlanTerms = z.strictObject(planTerms).superRefine(checkTerms);
export type PlanTerms = z.output<typeof PlanTerms>;
