import { BillingError } from '@revenue/billing-core/errors';
import type { Invoice, InvoiceStatus, SendInvoice } from '@revenue/billing-core/invoices';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { renderInvoiceMail } from '@revenue/emails/render-invoice-mail';
import type { RenderedMail } from '@revenue/emails/render-mail';
import { planAccountCredit } from '../account-credits/apply-account-credit.ts';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { invoiceMailData } from '../mails/invoice-mail-data.ts';
import { loadMailSettings, type MailSettingsRow } from '../mails/load-mail-settings.ts';
import { pdfName, queueMails } from '../mails/queue-mails.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { finalizeDraft } from './finalize-draft.ts';
import { hostedUrl } from './hosted/load-link.ts';
import { loadParties, type Parties } from './parties.ts';
import { loadInvoice, lockInvoice } from './queries.ts';
import { type InvoiceRow, toInvoiceView } from './view.ts';
import { storeDueDate, withDueDate } from './with-due-date.ts';

/**
 * Makes a draft final and mails it with its PDF; an invoice that is final already is mailed again. The mail is written
 * before the transaction, which is refused if the invoice changed meanwhile; the transaction then holds everything:
 * status, mail and the job that delivers it.
 *
 * @param due_date of a draft, instead of its own
 * @param within what else belongs to the same commit; it comes first, so it may refuse
 * @throws BillingError not_found, illegal_transition for a void invoice and for another due date of a final one, invalid_date,
 * not_billable without items, version_conflict
 */
export async function sendInvoice(
  ctx: OperationContext,
  { id, only_draft = false, due_date }: SendInvoice & { only_draft?: boolean },
  within: (tx: Tx, invoice: InvoiceRow) => Promise<void> = async () => undefined,
): Promise<Invoice> {
  const { tenant_id } = ctx;
  const [seen, credit, parties, url, settings] = await ctx.db.withTenant(tenant_id, async (tx) => {
    const invoice = await loadInvoice(tx, tenant_id, id);
    const credit = await creditOfDraft(tx, ctx, invoice);
    const parties = await loadParties(tx, tenant_id, invoice.customer_id);
    // The link of a draft works from the moment that it is sent.
    const link = await hostedUrl(tx, ctx, id);
    return [invoice, credit, parties, link, await loadMailSettings(tx, tenant_id)] as const;
  });
  // A job that comes twice finds it sent already.
  if (only_draft && seen.status !== 'draft') return toInvoiceView(seen);
  refuseEnded(seen);
  const told = withDueDate(withAccountCredit(seen, credit), due_date);
  const mail = await renderInvoiceMail(invoiceMailData({ invoice: told, parties, hosted_url: url }, settings));
  const sent = await ctx.db.withTenant(tenant_id, async (tx) => {
    const invoice = await lockInvoice(tx, tenant_id, id);
    if (invoice.version !== seen.version) {
      throw new BillingError(
        'version_conflict',
        `Invoice ${invoice.invoice_number} was changed while its mail was written; send it again.`,
      );
    }
    await within(tx, invoice);
    const due = withDueDate(invoice, due_date);
    if (due !== invoice) await storeDueDate(tx, ctx, due);
    const final = invoice.status === 'draft' ? await finalizeDraft(tx, ctx, due, invoice) : invoice;
    refuseOtherCredit(final, told);
    await queueInvoiceMail(tx, ctx, final, parties, settings, mail);
    return final;
  });
  return toInvoiceView(sent);
}

/** What account credit is going to pay of a draft: the mail already says so. */
async function creditOfDraft(tx: Tx, ctx: OperationContext, invoice: InvoiceRow): Promise<bigint> {
  if (invoice.status !== 'draft') return 0n;
  return planAccountCredit(sqlClientOf(tx), ctx, invoice, { lock: false });
}

function withAccountCredit(invoice: InvoiceRow, credit: bigint): InvoiceRow {
  const { amount_account_credit, amount_due } = invoice;
  return { ...invoice, amount_account_credit: amount_account_credit + credit, amount_due: amount_due - credit };
}

/** No mail may ask for another amount than the invoice. */
function refuseOtherCredit(final: InvoiceRow, told: InvoiceRow): void {
  if (final.amount_due === told.amount_due) return;
  throw new BillingError(
    'version_conflict',
    `The account credit of ${final.customer.name} changed while the mail of invoice ${final.invoice_number} was written; send it again.`,
  );
}

function refuseEnded({ status, invoice_number }: InvoiceRow): void {
  if ((status as InvoiceStatus) !== 'void') return;
  throw new BillingError('illegal_transition', `Invoice ${invoice_number} is void; nobody should pay it.`);
}

async function queueInvoiceMail(
  tx: Tx,
  ctx: OperationContext,
  invoice: InvoiceRow,
  { customer, seller }: Parties,
  settings: MailSettingsRow,
  mail: RenderedMail,
): Promise<void> {
  const [queued] = await queueMails(tx, ctx, settings, [
    {
      template: 'invoice',
      to_address: customer.email,
      object_type: 'invoice',
      object_id: invoice.id,
      // Each time it is sent is another mail; each delivery of this one carries the same key.
      idempotency_key: `invoice/${newId(ctx.clock.now())}`,
      mail,
      attachment: pdfName(invoice.invoice_number),
    },
  ]);
  const { invoice_number } = invoice;
  const after = { mail_id: queued?.id ?? null, to: customer.email, from: seller.name, invoice_number };
  await recordChange(tx, ctx, { type: 'invoice.sent', object_type: 'invoice', object_id: invoice.id, after });
}
