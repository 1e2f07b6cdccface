import { z } from 'zod';

/**
 * How the rest of a period is divided between the old and the new.
 * - day_half_open, day_inclusive: by days; the day of the change belongs to the new. They differ in a cancellation only,
 *   whose day is given back by the first and kept by the second
 * - second: by elapsed seconds, so that two changes on one day share it
 * - thirty_day_months: every month counts thirty days
 * - none: nothing is divided: who is there when a period is billed pays for the whole of it, at its begin or at its end
 * - full_difference: the old is given back whole and the new is charged whole, as if it had been there from the start; an
 *   end, which has no new price, and a change to another interval, whose new price is of other days, are divided by days
 */
export const ProrationMode = z
  .enum(['day_half_open', 'day_inclusive', 'second', 'thirty_day_months', 'none', 'full_difference'])
  .describe('How the rest of a period is divided between the old and the new price.');
export type ProrationMode = z.infer<typeof ProrationMode>;

/** What a tenant decides about changes once. */
export const ChangePolicy = z.strictObject({
  proration: ProrationMode.default('day_half_open'),
  downgrade: z
    .enum(['period_end', 'now'])
    .default('period_end')
    .describe('When a change to something cheaper takes effect, unless it is told.'),
  credit_cap: z
    .enum(['paid', 'billed'])
    .default('paid')
    .describe(
      'What a credit never exceeds, less earlier credits: what was paid of the line, or what the line asked for.',
    ),
  new_period: z
    .enum(['restart', 'align'])
    .default('restart')
    .describe('After a change to another interval: periods counted from its day, or the boundaries of the anchor.'),
  invoicing: z
    .enum(['now', 'next_invoice'])
    .default('now')
    .describe('When a change that costs something is invoiced. What nets to nothing or less always waits.'),
});
export type ChangePolicy = z.infer<typeof ChangePolicy>;

export const DEFAULT_CHANGE_POLICY: ChangePolicy = ChangePolicy.parse({});
