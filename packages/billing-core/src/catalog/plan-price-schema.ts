import { z } from 'zod';
import { Derivation } from '../money/derivation.ts';
import { WireAmount, WireQuantity, WireQuantityInput, WireUnitPrice } from '../money/wire.ts';
import { Interval } from '../time/interval.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { Id } from '../wire/index.ts';

/** How much of a plan to price. */
export const PricePlan = z.strictObject({
  id: Id.describe('The plan.'),
  plan_version_id: Id.optional().describe('A version of it, the draft too; the newest published one unless given.'),
  start_date: LocalDateSchema.optional().describe('The first day of the period; today unless given.'),
  quantities: z
    .array(z.strictObject({ component_id: Id, quantity: WireQuantityInput }))
    .max(50)
    .default([])
    .describe('Seats of a fee, or what a meter counts in the period. Left out: 1 of a fee, no usage.'),
});
export type PricePlan = z.output<typeof PricePlan>;

const length = { interval: Interval, interval_count: z.number().int() };

export const PlanPrice = z
  .object({
    plan_version_id: Id,
    version: z.number().int(),
    currency: z.string(),
    lines: z
      .array(
        z.object({
          component_id: Id,
          kind: z.enum(['recurring', 'usage', 'one_time']),
          description: z.string(),
          quantity: WireQuantity,
          unit_price: WireUnitPrice.nullable().describe('null where no single price applies, as with tiers.'),
          amount: WireAmount.describe('Before tax and discounts.'),
          ...length,
          service_start: LocalDateSchema,
          service_end: LocalDateSchema.describe('Exclusive.'),
          derivation: Derivation.describe('How the amount came about, step by step.'),
        }),
      )
      .describe('What a billing run makes of a whole period. Usage that costs nothing has no line.'),
    totals: z
      .array(z.object({ ...length, total: WireAmount }))
      .describe('What comes every so often: one sum for each length of period, that of the plan first.'),
    once: WireAmount.describe('What is charged once, with the first period.'),
  })
  .meta({ id: 'PlanPrice' });
export type PlanPrice = z.infer<typeof PlanPrice>;
