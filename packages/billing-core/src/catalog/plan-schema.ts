import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { Interval } from '../time/interval.ts';
import { ExternalId, Id, Instant, Metadata, optionalText, pageFields, pageOf } from '../wire/index.ts';
import { checkTerms, planTerms, Timing } from './plan-terms.ts';
import { PricingView } from './pricing-view.ts';

const Publish = z.boolean().default(true).describe('false leaves a draft, which can be edited until it is published.');

export const PlanKind = z
  .enum(['plan', 'addon'])
  .describe('addon: added to subscriptions of plans in the same currency, never subscribed to alone.');
export type PlanKind = z.infer<typeof PlanKind>;

export const CreatePlan = z
  .strictObject({
    code: z
      .string()
      .trim()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/,
        'takes letters, digits and _ . - after a letter or digit, at most 100',
      )
      .describe('Short name, unique in the tenant.'),
    name: z.string().trim().min(1).max(200),
    external_id: ExternalId.nullable().optional(),
    description: optionalText(2000),
    metadata: Metadata.optional(),
    kind: PlanKind.default('plan'),
    public: z.boolean().default(false).describe('Whether everybody may read it in the public catalogue.'),
    publish: Publish,
    ...planTerms,
  })
  .superRefine((plan, context) => {
    checkTerms(plan, context);
    if (plan.kind !== 'addon' || plan.trial_days === 0) return;
    const message = 'is for plans: an add-on has the trial of the subscription that it is added to';
    context.addIssue({ code: 'custom', path: ['trial_days'], message });
  });
export type CreatePlan = z.output<typeof CreatePlan>;

/** The next version: new subscribers get it, old ones stay on theirs. */
export const CreatePlanVersion = z
  .strictObject({ id: Id.describe('The plan.'), publish: Publish, ...planTerms })
  .superRefine(checkTerms);
export type CreatePlanVersion = z.output<typeof CreatePlanVersion>;

const seen = z.number().int().min(1).optional().describe('The version last seen; refused when it is another now.');

/** The draft of the next version: made where there is none, written over where there is. */
export const SavePlanDraft = z
  .strictObject({ id: Id.describe('The plan.'), version: seen, ...planTerms })
  .superRefine(checkTerms);
export type SavePlanDraft = z.output<typeof SavePlanDraft>;

export const OnPlanDraft = z.strictObject({ id: Id.describe('The plan.'), version: seen });
export type OnPlanDraft = z.output<typeof OnPlanDraft>;

export const DiscardedDraft = z.object({
  deleted: z.enum(['draft', 'plan']).describe('plan: the draft was all there was of it.'),
});
export type DiscardedDraft = z.infer<typeof DiscardedDraft>;

export const PlanComponent = z
  .object({
    id: Id,
    kind: z.enum(['recurring', 'usage', 'one_time']).describe('one_time: charged once, with the first paid period.'),
    name: z.string(),
    timing: Timing,
    product_id: Id.nullable(),
    meter: z.object({ id: Id, code: z.string(), name: z.string(), unit: z.string().nullable() }).nullable(),
    interval: Interval.nullable().describe('Its own, where it is billed in longer periods than the plan.'),
    interval_count: z.number().int().nullable(),
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
    trial_days: z.number().int(),
    components: z.array(PlanComponent),
    status: z.enum(['draft', 'published']).describe('What is published never changes any more.'),
    published_at: Instant.nullable(),
    published_by: z.string().nullable().describe('By name; null where nobody wrote it down.'),
    created_at: Instant,
  })
  .meta({ id: 'PlanVersion' });
export type PlanVersion = z.infer<typeof PlanVersion>;

export const PublishedVersion = PlanVersion.extend({
  subscriptions: z.number().int().describe('Live subscriptions on this version.'),
}).meta({ id: 'PublishedPlanVersion' });
export type PublishedVersion = z.infer<typeof PublishedVersion>;

export const Plan = z
  .object({
    id: Id,
    external_id: z.string().nullable(),
    code: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    kind: PlanKind,
    active: z.boolean().describe('Whether it can be subscribed to, once it is published.'),
    public: z.boolean().describe('Whether it is in the public catalogue.'),
    latest_version: PlanVersion.describe('The newest published one; the draft while none is published.'),
    has_draft: z.boolean(),
    subscriptions: z.number().int().describe('Live subscriptions on any version.'),
    metadata: Metadata,
    version: z.number().int().describe('Of this record, raised by every change; the ETag. Prices: latest_version.'),
    created_at: Instant,
    updated_at: Instant,
  })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof Plan>;

export const PlanDetail = Plan.extend({
  versions: z.array(PublishedVersion).describe('Those published, newest first.'),
  draft: PlanVersion.nullable().describe('Of the next version, while it is being edited.'),
}).meta({ id: 'PlanDetail' });
export type PlanDetail = z.infer<typeof PlanDetail>;

export const UpdatePlan = z.strictObject({
  id: Id,
  name: z.string().trim().min(1).max(200).optional(),
  description: optionalText(2000),
  active: z.boolean().optional(),
  public: z.boolean().optional().describe('Whether everybody may read it in the public catalogue.'),
  metadata: Metadata.optional(),
  version: seen,
});
export type UpdatePlan = z.output<typeof UpdatePlan>;

export const ListPlans = z.strictObject({
  active: z.boolean().optional(),
  kind: PlanKind.optional(),
  public: z.boolean().optional(),
  published: z.boolean().optional().describe('true leaves out those of which there is only a draft.'),
  currency: CurrencyCode.optional(),
  q: z.string().trim().max(200).optional().describe('Part of the code or name.'),
  ...pageFields,
});
export type ListPlans = z.output<typeof ListPlans>;

export const PlanPage = pageOf(Plan);
export type PlanPage = z.infer<typeof PlanPage>;
