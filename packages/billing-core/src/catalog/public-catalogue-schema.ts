import { z } from 'zod';
import { Plan, PlanComponent, PlanVersion } from './plan-schema.ts';

/**
 * A plan as everybody may read it: what it is called and what it costs. Nothing else is told, no id above all.
 */
export const PublicPlan = Plan.pick({ code: true, name: true, description: true, kind: true })
  .extend(PlanVersion.pick({ currency: true, interval: true, interval_count: true, trial_days: true }).shape)
  .extend({
    components: z.array(
      PlanComponent.pick({
        kind: true,
        name: true,
        timing: true,
        interval: true,
        interval_count: true,
        pricing: true,
      }).extend({
        unit: z.string().nullable().describe('What one of it is called: seat, token, hour.'),
      }),
    ),
  });
export type PublicPlan = z.infer<typeof PublicPlan>;

export const PublicCatalogue = z.object({
  company: z.string(),
  plans: z.array(PublicPlan).describe('Those marked public and open to new subscribers, in the order they were made.'),
});
export type PublicCatalogue = z.infer<typeof PublicCatalogue>;
