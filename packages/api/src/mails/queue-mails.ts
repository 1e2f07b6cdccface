import type { MailTemplate } from '@revenue/billing-core/mails';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import type { RenderedMail } from '@revenue/emails/render-mail';
import { sendMail } from '@revenue/jobs/catalogue';
import { recordChanges } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import type { MailSettingsRow } from './load-mail-settings.ts';

/** A mail that is written and not stored yet. */
export type MailDraft = {
  template: MailTemplate;
  to_address: string;
  object_type: 'invoice' | 'credit_note' | 'subscription' | 'billing_run' | 'tenant';
  object_id: string;
  /** What makes it this mail and no other: a second with the same key is not written. */
  idempotency_key: string;
  mail: RenderedMail;
  /** The name of the PDF that travels with it; null for none. */
  attachment: string | null;
};

export type QueuedMail = { id: string; idempotency_key: string };

/**
 * Stores mails with their jobs and audit rows, a fixed number of statements for one or hundreds, and answers those that
 * were new: what is driven by an event or a schedule may come here twice.
 */
export async function queueMails(
  tx: Tx,
  ctx: OperationContext,
  settings: MailSettingsRow,
  drafts: readonly MailDraft[],
): Promise<QueuedMail[]> {
  if (drafts.length === 0) return [];
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const queued = await tx.mail.createManyAndReturn({
    data: drafts.map(({ mail, attachment, ...draft }) => ({
      ...draft,
      ...mail,
      tenant_id,
      id: newId(now),
      from_address: ctx.mail_from,
      from_name: settings.sender_name,
      reply_to: settings.reply_to,
      attachments: attachment ? [{ file_name: attachment, media_type: 'application/pdf', content_hash: null }] : [],
      status: 'queued',
      created_at: now,
    })),
    skipDuplicates: true,
    select: { id: true, idempotency_key: true, template: true, to_address: true, object_type: true, object_id: true },
  });
  if (queued.length === 0) return [];
  await ctx.jobs.enqueueAll(
    tx,
    sendMail,
    queued.map(({ id }) => ({ tenant_id, mail_id: id })),
  );
  await recordChanges(
    tx,
    ctx,
    queued.map(({ id, template, to_address, object_type, object_id }) => ({
      type: 'mail.queued' as const,
      object_type: 'mail',
      object_id: id,
      after: { id, template, to: to_address, about: object_type, about_id: object_id },
    })),
  );
  return queued;
}

/** The name under which the PDF of a document travels. */
export function pdfName(number: string): string {
  return `${number.replaceAll('/', '-')}.pdf`;
}
