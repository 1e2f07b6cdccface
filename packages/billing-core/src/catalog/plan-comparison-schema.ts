import { z } from 'zod';
import { WireAmount } from '../money/wire.ts';
import { Id } from '../wire/index.ts';
import { PlanComponent, PublishedVersion } from './plan-schema.ts';

export const ComparePlanVersions = z.strictObject({
  id: Id.describe('The plan.'),
  from: z.number().int().min(1).describe('The number of a version.'),
  to: z.number().int().min(1).describe('Of another one; the draft has a number, too.'),
});
export type ComparePlanVersions = z.output<typeof ComparePlanVersions>;

const Fact = z.union([z.string(), z.number(), z.boolean()]).nullable();
const Differences = z.array(
  z.object({
    field: z.string().describe('Its path, such as pricing.tiers[1].unit_amount.'),
    before: Fact,
    after: Fact,
  }),
);

const Compared = PublishedVersion.omit({ components: true }).extend({
  mrr: WireAmount.describe('What the live subscriptions on it are worth a month.'),
});

export const PlanComparison = z
  .object({
    from: Compared,
    to: Compared,
    terms: Differences.describe('What differs in currency, interval and trial.'),
    components: z
      .array(
        z.object({
          state: z.enum(['same', 'changed', 'added', 'removed']),
          before: PlanComponent.nullable(),
          after: PlanComponent.nullable(),
          by: z
            .enum(['meter', 'product', 'name', 'position'])
            .nullable()
            .describe('Why the two are taken for the same component.'),
          changes: Differences,
        }),
      )
      .describe('Paired as subscribers would be moved.'),
  })
  .meta({ id: 'PlanComparison' });
export type PlanComparison = z.infer<typeof PlanComparison>;
