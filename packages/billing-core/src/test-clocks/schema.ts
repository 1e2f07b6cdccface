import { z } from 'zod';
import { WireAmount } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { Id, Instant } from '../wire/index.ts';

/** Of one journey. Longer than anybody tries out, short enough to see the end of. */
export const MAX_ADVANCE_DAYS = 1100;

/** Where to: one of the three. */
export const AdvanceClock = z.strictObject({
  days: z
    .number()
    .int()
    .min(1)
    .max(MAX_ADVANCE_DAYS)
    .optional()
    .describe('So many days on, at the same time of the day in the time zone of the tenant.'),
  to: z
    .union([LocalDateSchema, Instant], { error: 'is no day and no instant; write it like 2027-01-31' })
    .optional()
    .describe('A day, for its beginning in the time zone of the tenant; or an instant.'),
  until: z.literal('next_renewal').optional().describe('To the next instant at which a subscription is billed.'),
});
export type AdvanceClock = z.output<typeof AdvanceClock>;

export const ClockAdvanceStatus = z.enum(['running', 'completed', 'stopped', 'failed']);
export type ClockAdvanceStatus = z.infer<typeof ClockAdvanceStatus>;

const MadeInvoice = z.object({
  id: Id,
  invoice_number: z.string(),
  customer_name: z.string(),
  status: z.string(),
  currency: z.string(),
  total: WireAmount,
});

const ChangedSubscription = z.object({
  id: Id,
  customer_name: z.string(),
  plan_name: z.string(),
  event: z.string().describe('What happened to it last: subscription.renewed.'),
});

export const ClockAdvance = z
  .object({
    id: Id,
    status: ClockAdvanceStatus,
    from: Instant.describe('The time of the tenant when it began.'),
    target: Instant,
    reached: Instant.describe('How far it is.'),
    happened: z
      .array(z.object({ type: z.string().describe('Of the event: invoice.created.'), count: z.number().int() }))
      .describe('What happened on the way, by type of event.'),
    invoiced: z.array(z.object({ currency: z.string(), invoices: z.number().int(), total: WireAmount })),
    invoices: z.array(MadeInvoice).describe('The latest ten that were made on the way.'),
    subscriptions: z.array(ChangedSubscription).describe('The latest ten that something happened to on the way.'),
    failure: z.string().nullable().describe('Why it stopped, where it did.'),
    requested_by: z.string(),
    started_at: Instant.describe('In real time.'),
    finished_at: Instant.nullable().describe('In real time.'),
  })
  .meta({ id: 'ClockAdvance' });
export type ClockAdvance = z.infer<typeof ClockAdvance>;

export const TestClock = z
  .object({
    mode: z.string().describe('Only a tenant in test mode can have a clock of its own.'),
    is_own: z.boolean().describe('The time of the tenant stands still at now; false: it is real time.'),
    now: Instant.describe('The time of the tenant.'),
    today: LocalDateSchema.describe('The day in the time zone of the tenant.'),
    real_now: Instant,
    next_renewal_at: Instant.nullable().describe('When a subscription is billed next.'),
    may_return: z.boolean().describe('Whether it can go back to real time: nothing of it lies in the future.'),
    advance: ClockAdvance.nullable().describe('The one under way, or the last.'),
  })
  .meta({ id: 'TestClock' });
export type TestClock = z.infer<typeof TestClock>;
