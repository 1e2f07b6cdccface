import { z } from 'zod';
import { WireAmount } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { CappedCount, exportFields, Id, pageFields, pageOf } from '../wire/index.ts';
import { SubscriptionSummary } from './schema.ts';
import { SUBSCRIPTION_STATUSES, SubscriptionStatus } from './status.ts';

export const SUBSCRIPTION_SORTS = [
  'created_at',
  '-created_at',
  'start_date',
  '-start_date',
  'current_period_end',
  '-current_period_end',
] as const;

export const ListSubscriptions = z.strictObject({
  customer_id: Id.optional(),
  plan_id: Id.optional(),
  billing_cycle_id: Id.optional(),
  status: SubscriptionStatus.optional(),
  renews_from: LocalDateSchema.optional().describe(
    'Those that go on whose next period starts on this day or later, in their own time zones.',
  ),
  renews_to: LocalDateSchema.optional().describe('The last day that counts.'),
  q: z.string().trim().max(200).optional().describe('Part of the name of the customer or plan, or a whole id.'),
  sort: z.enum(SUBSCRIPTION_SORTS).default('-created_at'),
  ...pageFields,
});
export type ListSubscriptions = z.output<typeof ListSubscriptions>;

/** What a list of subscriptions is narrowed by, whatever is done with those that match. */
export const SubscriptionFilters = ListSubscriptions.omit({ limit: true, cursor: true, sort: true });
export type SubscriptionFilters = z.output<typeof SubscriptionFilters>;

export const ExportSubscriptions = ListSubscriptions.omit({ limit: true, cursor: true }).extend(exportFields);

export const SubscriptionCounts = z
  .object({ all: CappedCount, ...countsOf(SUBSCRIPTION_STATUSES) })
  .describe('How many match in each status, whatever status is asked for.');
export type SubscriptionCounts = z.infer<typeof SubscriptionCounts>;

export const SubscriptionPage = pageOf(SubscriptionSummary, { counts: SubscriptionCounts });
export type SubscriptionPage = z.infer<typeof SubscriptionPage>;

/** What a tab of the list shows: how many, and what they are worth a month, in each currency. */
export const SubscriptionSums = z.object({
  data: z.array(z.object({ status: SubscriptionStatus, currency: z.string(), count: z.int(), mrr: WireAmount })),
});
export type SubscriptionSums = z.infer<typeof SubscriptionSums>;

/** The answer is a page of what customers' timelines tell. */
export const ListSubscriptionTimeline = z.strictObject({ id: Id.describe('The subscription.'), ...pageFields });
export type ListSubscriptionTimeline = z.output<typeof ListSubscriptionTimeline>;

function countsOf<Word extends string>(words: readonly Word[]) {
  return Object.fromEntries(words.map((word) => [word, CappedCount])) as Record<Word, typeof CappedCount>;
}
