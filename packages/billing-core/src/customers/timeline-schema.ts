import { z } from 'zod';
import { WireAmount } from '../money/wire.ts';
import { Id, Instant, pageFields, pageOf } from '../wire/index.ts';

export const TimelineChange = z.object({
  field: z.string(),
  before: z.json().nullable(),
  after: z.json().nullable(),
});
export type TimelineChange = z.infer<typeof TimelineChange>;

/** Something that happened to a customer, its subscriptions, invoices or payments. */
export const TimelineEntry = z
  .object({
    id: Id,
    at: Instant,
    action: z.string().describe('In the words of the event catalogue, such as invoice.paid.'),
    actor: z.object({ type: z.string().describe('user, api_key or system.'), name: z.string() }),
    object_type: z.string(),
    object_id: Id,
    label: z
      .string()
      .nullable()
      .describe('What the record is called: an invoice number, a plan, an address of a mail.'),
    amount: WireAmount.nullable().describe(
      'Of an invoice its total, of a payment what came in, of a change of a subscription what it charged or, negative, gave back before tax.',
    ),
    currency: z.string().nullable(),
    changes: z
      .array(TimelineChange)
      .describe('Which fields of the customer or the subscription changed, and from what to what.'),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const ListCustomerTimeline = z.strictObject({ id: Id.describe('The customer.'), ...pageFields });
export type ListCustomerTimeline = z.output<typeof ListCustomerTimeline>;

export const TimelinePage = pageOf(TimelineEntry);
export type TimelinePage = z.infer<typeof TimelinePage>;
