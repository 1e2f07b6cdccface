import type { Mail, MailStatus, MailSummary } from '@revenue/billing-core/mails';
import type { Prisma } from '@revenue/db/database';

type MailRow = Prisma.MailGetPayload<object>;

/** The list leaves the bodies in the database. */
export const summaryOmit = { html: true, text: true, attachments: true } as const;

export function toMailSummary(row: Omit<MailRow, keyof typeof summaryOmit>): MailSummary {
  return {
    id: row.id,
    template: row.template,
    to_address: row.to_address,
    from_address: row.from_address,
    from_name: row.from_name,
    reply_to: row.reply_to,
    subject: row.subject,
    object_type: row.object_type,
    object_id: row.object_id,
    status: row.status as MailStatus,
    transport: row.transport,
    attempts: row.attempts,
    last_error: row.last_error,
    created_at: row.created_at.toISOString(),
    handed_over_at: row.handed_over_at?.toISOString() ?? null,
    sent_at: row.sent_at?.toISOString() ?? null,
  };
}

export function toMailView(row: MailRow): Mail {
  return { ...toMailSummary(row), html: row.html, text: row.text, attachments: row.attachments as Mail['attachments'] };
}
