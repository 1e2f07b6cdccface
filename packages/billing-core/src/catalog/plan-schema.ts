import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { Interval, IntervalCount } from '../time/interval.ts';
import { ExternalId, Id, Instant, Metadata, optionalText, pageFields, pageOf } from '../wire/index.ts';
import { Pricing } from './pricing.ts';
import { PricingView } from './pricing-view.ts';

const Timing = z
  .enum(['advance', 'arrear'])
  .describe('advance: billed when the period begins. arrear: when it is over, as usage always is.');

const common = {
  name: z.string().trim().min(1).max(200).describe('As it reads on the invoice.'),
  product_id: Id.nullable().optional(),
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

export const NewPlanComponent = z
  .discriminatedUnion('kind', [RecurringComponent, UsageComponent])
  .superRefine(({ kind, pricing }, context) => {
    // It prices single transactions, and the meters of today keep their sum.
    if (pricing.model !== 'percentage') return;
    const message = `percentage pricing needs the single transactions, which a ${kind} component does not have; use graduated_percentage`;
    context.addIssue({ code: 'custom', path: ['pricing', 'model'], message });
  });
export type NewPlanComponent = z.output<typeof NewPlanComponent>;

const terms = {
  currency: CurrencyCode,
  interval: Interval.default('month'),
  interval_count: IntervalCount.default(1),
  components: z.array(NewPlanComponent).min(1, 'needs at least one component').max(50),
};

export const CreatePlan = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'takes letters, digits and _ . - after a letter or digit, at most 100')
    .describe('Short name, unique in the tenant.'),
  name: z.string().trim().min(1).max(200),
  external_id: ExternalId.nullable().optional(),
  description: optionalText(2000),
  metadata: Metadata.optional(),
  ...terms,
});
export type CreatePlan = z.output<typeof CreatePlan>;

/** The next version: new subscribers get it, old ones stay on theirs. */
export const CreatePlanVersion = z.strictObject({ id: Id.describe('The plan.'), ...terms });
export type CreatePlanVersion = z.output<typeof CreatePlanVersion>;

export const PlanComponent = z
  .object({
    id: Id,
    kind: z.enum(['recurring', 'usage']),
    name: z.string(),
    timing: Timing,
    product_id: Id.nullable(),
    meter: z.object({ id: Id, code: z.string(), name: z.string(), unit: z.string().nullable() }).nullable(),
    pricing: PricingView,
  })
  .meta({ id: 'PlanComponent' });
export type PlanComponent = z.infer<typeof PlanComponent>;

export const PlanVersion = z
  .object({
    id: Id,
    version: z.number().int(),
    currency: z.string(),
    interval: Interval,
    interval_count: z.number().int(),
    components: z.array(PlanComponent),
    created_at: Instant,
  })
  .meta({ id: 'PlanVersion' });
export type PlanVersion = z.infer<typeof PlanVersion>;

export const Plan = z
  .object({
    id: Id,
    external_id: z.string().nullable(),
    code: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    active: z.boolean().describe('Whether it can be subscribed to.'),
    latest_version: PlanVersion,
    subscriptions: z.number().int().describe('Live subscriptions on any version.'),
    metadata: Metadata,
    version: z.number().int().describe('Of this record, raised by every change; the ETag. Prices: latest_version.'),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof Plan>;

export const PlanDetail = Plan.extend({ versions: z.array(PlanVersion).describe('Newest first.') }).meta({
  id: 'PlanDetail',
});
export type PlanDetail = z.infer<typeof PlanDetail>;

export const UpdatePlan = z.strictObject({
  id: Id,
  name: z.string().trim().min(1).max(200).optional(),
  description: optionalText(2000),
  active: z.boolean().optional(),
  metadata: Metadata.optional(),
  version: z.number().int().min(1).optional().describe('The version last seen; refused when it is another now.'),
});
export type UpdatePlan = z.output<typeof UpdatePlan>;

export const ListPlans = z.strictObject({
  active: z.boolean().optional(),
  currency: CurrencyCode.optional(),
  q: z.string().trim().max(200).optional().describe('Part of the code or name.'),
  ...pageFields,
});
export type ListPlans = z.output<typeof ListPlans>;

export const PlanPage = pageOf(Plan);
export type PlanPage = z.infer<typeof PlanPage>;
