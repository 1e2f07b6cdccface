import { BillingError } from '@revenue/billing-core/errors';
import type { Invoice, InvoiceStatus } from '@revenue/billing-core/invoices';
import type { Prisma, Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { renderInvoiceMail } from '@revenue/emails/render-invoice-mail';
import { sendMail } from '@revenue/jobs/catalogue';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { finalizeDraft } from './finalize-draft.ts';
import { hostedUrl } from './hosted/load-link.ts';
import { loadParties, type Parties } from './parties.ts';
import { loadInvoice, lockInvoice } from './queries.ts';
import { toInvoiceDocument } from './to-invoice-document.ts';
import { type InvoiceRow, toInvoiceView } from './view.ts';

/**
 * Makes a draft final and mails it with its PDF; an invoice that is final already is mailed again. The mail is written
 * before the transaction, which is refused if the invoice changed meanwhile; the transaction then holds everything:
 * status, mail and the job that delivers it.
 *
 * @param within what else belongs to the same commit; it comes first, so it may refuse
 * @throws BillingError not_found, illegal_transition for a void invoice, not_billable without items, version_conflict
 */
export async function sendInvoice(
  ctx: OperationContext,
  { id, only_draft = false }: { id: string; only_draft?: boolean },
  within: (tx: Tx, invoice: InvoiceRow) => Promise<void> = async () => undefined,
): Promise<Invoice> {
  const { tenant_id } = ctx;
  const [seen, parties, url] = await ctx.db.withTenant(tenant_id, async (tx) => {
    const invoice = await loadInvoice(tx, tenant_id, id);
    const parties = await loadParties(tx, tenant_id, invoice.customer_id);
    // The link of a draft works from the moment that it is sent.
    return [invoice, parties, await hostedUrl(tx, ctx, id)] as const;
  });
  // A job that comes twice finds it sent already.
  if (only_draft && seen.status !== 'draft') return toInvoiceView(seen);
  refuseEnded(seen);
  const mail = await renderInvoiceMail(toMailData(seen, parties, url));
  const sent = await ctx.db.withTenant(tenant_id, async (tx) => {
    const invoice = await lockInvoice(tx, tenant_id, id);
    if (invoice.version !== seen.version) {
      throw new BillingError(
        'version_conflict',
        `Invoice ${invoice.invoice_number} was changed while its mail was written; send it again.`,
      );
    }
    await within(tx, invoice);
    const final = invoice.status === 'draft' ? await finalizeDraft(tx, ctx, invoice) : invoice;
    await queueMail(tx, ctx, final, parties, mail);
    return final;
  });
  return toInvoiceView(sent);
}

function refuseEnded({ status, invoice_number }: InvoiceRow): void {
  if ((status as InvoiceStatus) !== 'void') return;
  throw new BillingError('illegal_transition', `Invoice ${invoice_number} is void; nobody should pay it.`);
}

function toMailData(invoice: InvoiceRow, parties: Parties, hosted_url: string) {
  const document = toInvoiceDocument(invoice, parties, hosted_url);
  return { ...document, buyer_name: document.buyer.contact_name ?? document.buyer.name, has_attachment: true };
}

type Written = { subject: string; html: string; text: string };

async function queueMail(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  { customer, seller }: Parties,
  mail: Written,
): Promise<void> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const id = newId(now);
  const attachments: Prisma.InputJsonArray = [
    {
      file_name: `${invoice.invoice_number.replaceAll('/', '-')}.pdf`,
      media_type: 'application/pdf',
      content_hash: null,
    },
  ];
  await tx.mail.create({
    data: {
      tenant_id,
      id,
      template: 'invoice',
      to_address: customer.email,
      from_address: ctx.mail_from,
      ...mail,
      attachments,
      object_type: 'invoice',
      object_id: invoice.id,
      // Each time it is sent is another mail; each delivery of this one carries the same key.
      idempotency_key: `invoice/${id}`,
      status: 'queued',
      created_at: now,
    },
  });
  await ctx.jobs.enqueue(tx, sendMail, { tenant_id, mail_id: id });
  const after = { mail_id: id, to: customer.email, from: seller.name, invoice_number: invoice.invoice_number };
  await recordChange(tx, ctx, { type: 'invoice.sent', object_type: 'invoice', object_id: invoice.id, after });
}
