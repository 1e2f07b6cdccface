import { createMessageId } from '@revenue/emails/message-id';
import type { MailMessage } from '@revenue/emails/transport';
import type { OperationContext } from '../context.ts';
import { renderCreditNotePdf } from '../credit-notes/render-credit-note-pdf.ts';
import { renderInvoicePdf, renderReceiptPdf } from '../invoices/render-invoice-pdf.ts';
import type { MailRow } from './claim-mail.ts';

/**
 * The stored mail as a transport takes it. The PDF of a document is drawn when it leaves, outside any transaction: where
 * nothing leaves none is drawn, and the invoice offers it to whoever asks.
 */
export async function toMessage(ctx: OperationContext, mail: MailRow): Promise<MailMessage> {
  const { tenant_id } = ctx;
  const tenant = await ctx.db.withTenant(tenant_id, (tx) => tx.tenant.findUniqueOrThrow({ where: { id: tenant_id } }));
  const name = mail.from_name ?? tenant.legal_name ?? tenant.name;
  const answers = mail.reply_to ?? tenant.email;
  return {
    from: { name, address: mail.from_address },
    to: { name: null, address: mail.to_address },
    reply_to: answers ? { name, address: answers } : null,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    attachments: attachmentsOf(ctx, mail),
    message_id: createMessageId(mail.idempotency_key, mail.from_address),
  };
}

function attachmentsOf(ctx: OperationContext, mail: MailRow): MailMessage['attachments'] {
  const render = rendererOf(mail);
  const [attached] = mail.attachments as { file_name?: string }[];
  if (render === null || attached === undefined) return [];
  const load = async () => (await render(ctx, { id: mail.object_id })).content;
  return [{ file_name: attached.file_name ?? 'document.pdf', media_type: 'application/pdf', load }];
}

function rendererOf({ object_type, template }: MailRow) {
  if (object_type === 'credit_note') return renderCreditNotePdf;
  if (object_type !== 'invoice') return null;
  return template === 'receipt' ? renderReceiptPdf : renderInvoicePdf;
}
