import { isBillingError } from '@revenue/billing-core/errors';
import type { Prisma } from '@revenue/db/database';
import { createMessageId } from '@revenue/emails/message-id';
import type { MailMessage } from '@revenue/emails/transport';
import type { OperationContext } from '../context.ts';
import { renderInvoicePdf } from '../invoices/render-invoice-pdf.ts';

type MailRow = Prisma.MailGetPayload<object>;

/**
 * Hands one stored mail to the transport and keeps how it went. A mail that is sent stays sent, however often the job
 * runs. Between the transport's yes and our record of it a crash can double a mail: it then carries the same key and the
 * same Message-ID, by which providers and readers know it again.
 *
 * @throws what the transport throws, so that the job is tried again; not for `mail_rejected`, which is final
 */
export async function deliverMail(ctx: OperationContext, mailId: string): Promise<void> {
  const { tenant_id } = ctx;
  const mail = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.mail.findUnique({ where: { tenant_id_id: { tenant_id, id: mailId } } }),
  );
  if (!mail || mail.status === 'sent') return;
  try {
    const message = await toMessage(ctx, mail);
    const { provider_id } = await ctx.mail.send(message, { idempotencyKey: mail.idempotency_key });
    await keep(ctx, mail, { status: 'sent', provider_id, sent_at: ctx.clock.now(), last_error: null });
  } catch (error) {
    const last_error = error instanceof Error ? error.message : 'unknown';
    const rejected = isBillingError(error) && error.code === 'mail_rejected';
    await keep(ctx, mail, { status: rejected ? 'failed' : 'queued', last_error });
    if (!rejected) throw error;
  }
}

async function keep(ctx: OperationContext, { id }: MailRow, outcome: Prisma.MailUpdateInput): Promise<void> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, (tx) =>
    tx.mail.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: { ...outcome, transport: ctx.mail.name, attempts: { increment: 1 } },
    }),
  );
}

async function toMessage(ctx: OperationContext, mail: MailRow): Promise<MailMessage> {
  const { tenant_id } = ctx;
  const tenant = await ctx.db.withTenant(tenant_id, (tx) => tx.tenant.findUniqueOrThrow({ where: { id: tenant_id } }));
  const name = tenant.legal_name ?? tenant.name;
  return {
    from: { name, address: mail.from_address },
    to: { name: null, address: mail.to_address },
    reply_to: tenant.email ? { name, address: tenant.email } : null,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    attachments: await attachmentsOf(ctx, mail),
    message_id: createMessageId(mail.idempotency_key, mail.from_address),
  };
}

async function attachmentsOf(ctx: OperationContext, mail: MailRow): Promise<MailMessage['attachments']> {
  if (mail.object_type !== 'invoice') return [];
  const { file_name, content } = await renderInvoicePdf(ctx, { id: mail.object_id });
  return [{ file_name, media_type: 'application/pdf', content }];
}
