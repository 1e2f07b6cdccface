import { z } from 'zod';
import { WireQuantityInput } from '../money/wire.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { HARD_DECLINES } from './decline-codes.ts';

/** From the friendliest to the most severe; of several missed mails only the most severe is sent. */
export const MAIL_URGENCIES = ['reminder', 'notice', 'warning', 'final'] as const;
export const MailUrgency = z.enum(MAIL_URGENCIES).describe('reminder, notice, warning, final: rising.');
export type MailUrgency = z.infer<typeof MailUrgency>;

const Positive = WireQuantityInput.refine((text) => Number(text) > 0, 'must be more than zero');

export const LateFee = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('fixed'), amount: Positive.describe('Major units.') }),
    z.strictObject({
      type: z.literal('percent'),
      percent: Positive.describe('Of the amount due.'),
      maximum: Positive.nullable().default(null).describe('Major units; the fee is never more.'),
    }),
  ])
  .describe('What a late payment costs; in the currency of the invoice.');
export type LateFee = z.output<typeof LateFee>;

/**
 * - due_date: the last day to pay
 * - failed_payment: the day on which the first payment of the case failed; a case without one never reaches such a step
 * - start: the day of the failed payment, or the due date where none failed
 * - grace_end: `grace_days` after the start
 */
export const DunningReference = z.enum(['due_date', 'failed_payment', 'start', 'grace_end']);
export type DunningReference = z.infer<typeof DunningReference>;

const stepFields = {
  id: z.string().trim().min(1).max(60).describe('Unique in the policy; a step is done once by its id.'),
  after: DunningReference.default('start'),
  day: z.number().int().min(-60).max(730).describe('Days after it; a mail may come before the due date.'),
};

export const DunningStep = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('retry'), ...stepFields }).describe('Charges the payment method again.'),
  z.strictObject({ action: z.literal('mail'), urgency: MailUrgency, ...stepFields }),
  z.strictObject({ action: z.literal('late_fee'), fee: LateFee, ...stepFields }),
  z.strictObject({ action: z.literal('suspend'), ...stepFields }).describe('Until it is paid.'),
  z.strictObject({ action: z.literal('cancel'), ...stepFields }).describe('Ends the subscriptions, for good.'),
  z.strictObject({ action: z.literal('mark_uncollectible'), ...stepFields }).describe('Gives the invoice up.'),
]);
export type DunningStep = z.output<typeof DunningStep>;
export type DunningAction = DunningStep['action'];

/** Steps that would fall on a weekend or holiday wait for the next business day. */
export const BusinessDays = z.strictObject({
  weekend: z
    .array(z.number().int().min(1).max(7))
    .max(6, 'names every day of the week; leave at least one to act on')
    .default([6, 7])
    .describe('Days of the week by ISO 8601: 1 is Monday, 7 is Sunday.'),
  holidays: z.array(LocalDateSchema).max(1000).default([]),
});
export type BusinessDays = z.output<typeof BusinessDays>;

/** What takes something away; grace is a promise that none of it comes earlier. */
const TAKES_AWAY: readonly string[] = ['suspend', 'cancel', 'mark_uncollectible'];

export const DunningPolicy = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    steps: z.array(DunningStep).min(1, 'needs at least one step').max(50),
    grace_days: z.number().int().min(0).max(365).default(0).describe('From the start until something is taken away.'),
    time_of_day: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00')
      .default('09:00')
      .describe('When steps are taken, in the time zone of the customer.'),
    business_days: BusinessDays.nullable().default(null).describe('null acts on any day.'),
    hard_declines: z
      .array(z.string().min(1).max(60))
      .max(200)
      .default([...HARD_DECLINES])
      .describe('Answers after which a payment method is not charged again.'),
  })
  .superRefine(({ steps }, context) => {
    const ids = new Set<string>();
    for (const [index, step] of steps.entries()) {
      const fault = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['steps', index, field], message });
      if (ids.has(step.id)) fault('id', `"${step.id}" names two steps; give each its own`);
      ids.add(step.id);
      if (step.day < 0 && (step.action !== 'mail' || step.after !== 'due_date'))
        fault('day', 'is negative; only a mail may come before, and only before the due date');
      if (TAKES_AWAY.includes(step.action) && step.after !== 'grace_end')
        fault('after', `must be grace_end: ${step.action} does not come before the grace period is over`);
    }
  });
export type DunningPolicy = z.output<typeof DunningPolicy>;

/** Days on which a case waits; they do not count, so that no step is lost by them. */
export const DunningHold = z
  .strictObject({
    kind: z.enum(['pause', 'promise']).describe('A person stopped it, or the customer promised to pay.'),
    from: LocalDateSchema,
    until: LocalDateSchema.nullable().describe('The first day on which it goes on; null until somebody says so.'),
  })
  .refine(({ from, until }) => until === null || from < until, {
    path: ['until'],
    message: 'is not after from; the day itself is no longer held',
  })
  .refine(({ kind, until }) => kind === 'pause' || until !== null, {
    path: ['until'],
    message: 'is missing: a promise has a last day; give the day after it',
  });
export type DunningHold = z.output<typeof DunningHold>;
