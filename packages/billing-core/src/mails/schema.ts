import { z } from 'zod';
import { CappedCount, Id, Instant, pageFields, pageOf } from '../wire/index.ts';

export const MAIL_STATUSES = ['queued', 'sending', 'sent', 'failed', 'unknown', 'canceled'] as const;

export const MailStatus = z
  .enum(MAIL_STATUSES)
  .describe(
    'queued waits; sending is being handed over; unknown may have arrived, and nobody can be asked; canceled will not be sent.',
  );
export type MailStatus = z.infer<typeof MailStatus>;

export const MailSummary = z.object({
  id: Id,
  template: z.string(),
  to_address: z.string(),
  from_address: z.string(),
  from_name: z.string().nullable(),
  reply_to: z.string().nullable(),
  subject: z.string(),
  object_type: z.string(),
  object_id: Id,
  status: MailStatus,
  transport: z
    .string()
    .nullable()
    .describe(
      'outbox: kept here and not sent anywhere; test_clock: kept because a test clock was advanced; smtp or resend: handed over.',
    ),
  attempts: z.number().int(),
  last_error: z.string().nullable(),
  created_at: Instant,
  handed_over_at: Instant.nullable().describe('Since when it may have arrived; null while it certainly has not.'),
  sent_at: Instant.nullable(),
});
export type MailSummary = z.infer<typeof MailSummary>;

export const Mail = MailSummary.extend({
  html: z.string(),
  text: z.string(),
  attachments: z.array(
    z.object({ file_name: z.string(), media_type: z.string(), content_hash: z.string().nullable() }),
  ),
});
export type Mail = z.infer<typeof Mail>;

export const ListMails = z.strictObject({
  ...pageFields,
  object_id: Id.optional(),
  status: MailStatus.optional(),
  q: z.string().trim().max(200).optional().describe('Part of the subject or of the address it went to.'),
});
export type ListMails = z.output<typeof ListMails>;

/** What the outbox is narrowed by, whatever is done with the mails that match. */
export const MailFilters = ListMails.omit({ limit: true, cursor: true });
export type MailFilters = z.output<typeof MailFilters>;

export const MailCounts = z
  .object({
    all: CappedCount,
    queued: CappedCount,
    sending: CappedCount,
    sent: CappedCount,
    failed: CappedCount,
    unknown: CappedCount,
    canceled: CappedCount,
  })
  .meta({ id: 'MailCounts' });
export type MailCounts = z.infer<typeof MailCounts>;

export const MailPage = pageOf(MailSummary);
export type MailPage = z.infer<typeof MailPage>;

export const MailReference = z.strictObject({ id: Id });
export type MailReference = z.output<typeof MailReference>;
