import { z } from 'zod';
import { LocalDateSchema } from '../time/local-date.ts';
import { Id } from '../wire/index.ts';

const ofOne = {
  id: Id,
  version: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Refused with version_conflict unless this is the current one.'),
};

export const cancelFields = {
  when: z
    .enum(['now', 'period_end'])
    .default('period_end')
    .describe('At once, or with the current period. Not with `on`.'),
  on: LocalDateSchema.optional().describe('Instead of when: the first day that it is no more.'),
  settle: z
    .enum(['refund', 'credit', 'none'])
    .default('none')
    .describe(
      'Unused days that were paid for: refund is a credit note whose money is paid back by hand, credit goes to the account, none keeps them.',
    ),
};

export const CancelSubscription = z.strictObject({ ...ofOne, ...cancelFields });
export type CancelSubscription = z.output<typeof CancelSubscription>;
export type CancelTerms = Pick<CancelSubscription, 'when' | 'on' | 'settle'>;

export const pauseFields = {
  settle: z
    .enum(['credit', 'none'])
    .default('none')
    .describe('Unused days that were paid for: to the account, or there again for a resumption before their end.'),
  resumes_on: LocalDateSchema.optional().describe(
    'The day on which it goes on by itself; until it is resumed unless given.',
  ),
};

export const PauseSubscription = z.strictObject({ ...ofOne, ...pauseFields });
export type PauseSubscription = z.output<typeof PauseSubscription>;
export type PauseTerms = Pick<PauseSubscription, 'settle' | 'resumes_on'>;

export const ResumeSubscription = z.strictObject({
  ...ofOne,
  periods: z
    .enum(['align', 'restart'])
    .optional()
    .describe('On the boundaries of before, after a stub; or a whole period from the day on. align unless given.'),
});
export type ResumeSubscription = z.output<typeof ResumeSubscription>;

export const UndoCancellation = z.strictObject(ofOne);
export type UndoCancellation = z.output<typeof UndoCancellation>;

/** One of the four. */
export type LifecycleCommand =
  | (CancelSubscription & { action: 'cancel' })
  | (PauseSubscription & { action: 'pause' })
  | (ResumeSubscription & { action: 'resume' })
  | (UndoCancellation & { action: 'undo' });
