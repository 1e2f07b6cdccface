import { z } from 'zod';
import { LanguageChoice } from '../languages/language-schema.ts';
import { LocalDateSchema } from '../time/local-date.ts';
import { EmailAddress, optionalText } from '../wire/index.ts';
import { MAIL_TEMPLATES } from './kinds.ts';

const DAYS = { least: 1, most: 120, steps: 6 };

const reminderDays = (when: string) =>
  z
    .array(
      z
        .number({ error: 'is not a number of days; write days with commas between them, such as 1, 7, 14' })
        .int('is not a whole number of days')
        .min(DAYS.least, `is less than ${DAYS.least} day`)
        .max(DAYS.most, `is more than ${DAYS.most} days`),
    )
    .max(DAYS.steps, `has more than ${DAYS.steps} steps; a customer stops reading before`)
    .describe(`Days ${when} the due date on which a customer is reminded, each once; none where empty.`);

const oneLine = (max: number) =>
  optionalText(max).refine((text) => !/[\r\n]/.test(text ?? ''), 'has a line break; write it in one line');

/** Changes what is given; null clears a text. */
export const UpdateMailSettings = z
  .strictObject({
    sender_name: oneLine(100).describe('Whom mails name as their sender; the company where null.'),
    reply_to: EmailAddress.nullable().optional().describe('Where answers go; the e-mail of the company where null.'),
    footer: optionalText(1000).describe('Stands under every mail.'),
    auto_send: z.boolean().describe('Mails an invoice or a credit note as soon as it is final, however it became so.'),
    send_receipts: z.boolean().describe('Mails a receipt when an invoice is paid.'),
    notify_address: EmailAddress.nullable()
      .optional()
      .describe('Who in the company is told of each invoice that is created, and of each billing run.'),
    days_before: reminderDays('before'),
    days_after: reminderDays('after'),
    version: z.number().int().describe('Refused with version_conflict unless this is the current one.'),
  })
  .partial();
export type UpdateMailSettings = z.infer<typeof UpdateMailSettings>;

export const MailSettings = z
  .object({
    sender_name: z.string().nullable(),
    reply_to: z.string().nullable(),
    footer: z.string().nullable(),
    auto_send: z.boolean(),
    send_receipts: z.boolean(),
    notify_address: z.string().nullable(),
    days_before: z.array(z.number().int()),
    days_after: z.array(z.number().int()),
    remind_since: LocalDateSchema.nullable().describe('What was due before this day is not reminded of.'),
    sender_address: z.string().describe('The address mails come from; a setting of the server.'),
    transport: z
      .string()
      .describe(
        'outbox: mails are kept and not sent; test_clock: kept, because a test clock was advanced; smtp or resend: they leave.',
      ),
    version: z.number().int(),
  })
  .meta({ id: 'MailSettings' });
export type MailSettings = z.infer<typeof MailSettings>;

export const MailTemplateName = z.enum(MAIL_TEMPLATES);

export const PreviewMail = z.strictObject({
  template: MailTemplateName.exclude(['test']),
  language: LanguageChoice.optional(),
  level: z.number().int().min(1).max(3).default(1).describe('How urgent, where a mail gets more so.'),
});
export type PreviewMail = z.output<typeof PreviewMail>;

export const MailPreview = z.object({
  template: MailTemplateName,
  subject: z.string().nullable(),
  html: z.string().nullable(),
  text: z.string().nullable(),
  about: z.string().nullable().describe('Which of your records it shows.'),
  missing: z.string().nullable().describe('What there has to be before it can be shown; null when it is shown.'),
});
export type MailPreview = z.infer<typeof MailPreview>;

export const SendTestMail = PreviewMail;
export type SendTestMail = z.output<typeof SendTestMail>;
