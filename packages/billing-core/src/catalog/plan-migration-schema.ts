import { z } from 'zod';
import { BulkAction } from '../bulk-actions/schema.ts';
import { WireAmount } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { Id, pageOf } from '../wire/index.ts';

const terms = {
  id: Id.describe('The plan.'),
  from_version: z.number().int().min(1).describe('The number of the version whose subscribers are moved.'),
  to_version: z.number().int().min(1).describe('The number of another one that is published.'),
  when: z
    .enum(['now', 'renewal'])
    .default('renewal')
    .describe('Now, prorated; or with the next period, without proration.'),
  customer_ids: z
    .array(Id)
    .min(1)
    .max(1000)
    .optional()
    .describe('These customers only; all on the version unless given.'),
  mapping: z
    .array(z.strictObject({ from_component_id: Id, to_component_id: Id.nullable() }))
    .max(50)
    .optional()
    .describe(
      'Which component follows which; null ends it. What is left out is paired by meter, product, name, place.',
    ),
};

export const PreviewPlanMigration = z.strictObject(terms);
export type PreviewPlanMigration = z.output<typeof PreviewPlanMigration>;

export const CreatePlanMigration = z.strictObject({
  ...terms,
  expected: z
    .number()
    .int()
    .optional()
    .describe('How many the preview told there are; when it is another number by now, nothing is begun.'),
});
export type CreatePlanMigration = z.output<typeof CreatePlanMigration>;

const Named = z.object({ id: Id, name: z.string() });

const money = {
  net: WireAmount.describe('Billed or given back by the change itself, before tax: its proration. 0 at renewal.'),
  period_before: WireAmount.describe('The fees of a whole period as it is, before tax and usage.'),
  period_after: WireAmount.describe('The same afterwards.'),
};

export const PlanMigrationPreview = z
  .object({
    currency: z.string(),
    mapping: z.array(
      z.object({
        from: Named,
        to: Named.nullable().describe('null: it ends.'),
        by: z.enum(['meter', 'product', 'name', 'position', 'choice']).nullable().describe('Why; choice: you said so.'),
      }),
    ),
    new_components: z.array(Named).describe('What nothing is followed by: everybody gets one of it.'),
    matching: z.number().int().describe('Live subscriptions on the version.'),
    going: z.number().int(),
    failing: z.number().int(),
    totals: z.object(money).describe('Of all that go.'),
    failures: z
      .array(z.object({ subscription_id: Id, customer: Named, message: z.string() }))
      .describe('The first 100 that cannot be moved, and why.'),
    subscriptions: z
      .array(z.object({ subscription_id: Id, customer: Named, effective_on: LocalDateSchema, ...money }))
      .describe('The first 100 of those that go, by how much their period changes.'),
  })
  .meta({ id: 'PlanMigrationPreview' });
export type PlanMigrationPreview = z.infer<typeof PlanMigrationPreview>;

export const PlanMigration = BulkAction.extend({
  from_version: z.number().int(),
  to_version: z.number().int(),
  when: z.enum(['now', 'renewal']),
  undoes: Id.nullable().describe('The migration that this one takes back.'),
  undone_by: Id.nullable().describe('The one that takes this back.'),
}).meta({ id: 'PlanMigration' });
export type PlanMigration = z.infer<typeof PlanMigration>;

export const PlanMigrationPage = pageOf(PlanMigration);
export type PlanMigrationPage = z.infer<typeof PlanMigrationPage>;

export const UndoPlanMigration = z.strictObject({ id: Id.describe('The plan.'), migration_id: Id });
export type UndoPlanMigration = z.output<typeof UndoPlanMigration>;
