import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import type { ReminderWindow } from '@revenue/billing-core/mails';
import { toMinor } from '@revenue/billing-core/money';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma } from '@revenue/db/database';
import { invoiceLetter } from '@revenue/emails/letters/invoice';
import { invoiceNoticeLetter } from '@revenue/emails/letters/invoice-notice';
import { overdueLetter } from '@revenue/emails/letters/overdue';
import { type ReceiptMailData, receiptLetter } from '@revenue/emails/letters/receipt';
import { reminderLetter } from '@revenue/emails/letters/reminder';
import type { Correspondence } from '@revenue/emails/mail-data';
import { renderMail } from '@revenue/emails/render-mail';
import type { OperationContext } from '../context.ts';
import { documentReader, readerOf } from '../documents/document-reader.ts';
import { fileNameOf } from '../documents/render-document.ts';
import type { PartySnapshot } from '../invoices/parties.ts';
import { sellerOf } from '../invoices/to-invoice-document.ts';
import { invoiceMailData } from './invoice-mail-data.ts';
import type { InvoiceWithParties } from './load-invoices.ts';
import type { MailSettingsRow } from './load-mail-settings.ts';
import { type MailDraft, pdfName } from './queue-mails.ts';

/** The invoice itself, sent because it became final. */
export async function draftInvoiceMail(one: InvoiceWithParties, settings: MailSettingsRow): Promise<MailDraft> {
  const mail = await renderMail(invoiceLetter(invoiceMailData(one, settings)));
  return { ...toCustomer(one, 'invoice'), idempotency_key: `invoice/final/${one.invoice.id}`, mail };
}

export async function draftReceipt(one: InvoiceWithParties, settings: MailSettingsRow): Promise<MailDraft> {
  const mail = await renderMail(receiptLetter(receiptData(one, settings)));
  const { invoice, parties } = one;
  const reader = documentReader(invoice.customer_snapshot as PartySnapshot | null, parties.customer);
  const attachment = fileNameOf({ kind: 'receipt', invoice_number: invoice.invoice_number, ...reader });
  return { ...toCustomer(one, 'receipt'), attachment, idempotency_key: `receipt/${one.invoice.id}`, mail };
}

export function receiptData(one: InvoiceWithParties, settings: MailSettingsRow): ReceiptMailData {
  const payments = one.invoice.allocations.map(({ amount, payment }) => ({
    received_on: fromDbDate(payment.received_on),
    amount,
    method: payment.method,
    reference: payment.reference,
  }));
  return { ...invoiceMailData(one, settings), payments };
}

export type ReminderStep = Pick<ReminderWindow, 'step' | 'template' | 'level'>;

/** The key of a reminder: one invoice and one step, which is sent once. */
export const reminderKey = (invoice_id: string, step: string): string => `reminder/${invoice_id}/${step}`;

export async function draftReminder(
  one: InvoiceWithParties,
  { step, template, level }: ReminderStep,
  settings: MailSettingsRow,
): Promise<MailDraft> {
  const data = invoiceMailData(one, settings);
  const letter = template === 'reminder' ? reminderLetter(data) : overdueLetter({ ...data, level });
  const idempotency_key = reminderKey(one.invoice.id, step);
  return { ...toCustomer(one, template), idempotency_key, mail: await renderMail(letter) };
}

/** Tells somebody in the company of an invoice that was created. */
export async function draftInvoiceNotice(
  ctx: OperationContext,
  { invoice, parties }: InvoiceWithParties,
  settings: MailSettingsRow,
  to_address: string,
): Promise<MailDraft> {
  const { id, invoice_number, currency, total } = invoice;
  const status = invoice.status as InvoiceStatus;
  const letter = invoiceNoticeLetter({
    ...toColleague(parties.seller, settings),
    made: { by: 'hand', invoice_number, customer_name: parties.customer.company ?? parties.customer.name, status },
    totals: [{ currency, total }],
    page_url: `${ctx.public_url}/invoices/${id}`,
  });
  const about = { template: 'invoice_notice' as const, object_type: 'invoice' as const, object_id: id };
  return {
    ...about,
    to_address,
    idempotency_key: `notice/invoice/${id}`,
    mail: await renderMail(letter),
    attachment: null,
  };
}

/** Tells somebody in the company what a billing run made. */
export async function draftRunNotice(
  ctx: OperationContext,
  run: Prisma.BillingRunGetPayload<object>,
  seller: Prisma.TenantGetPayload<object>,
  settings: MailSettingsRow,
  to_address: string,
): Promise<MailDraft> {
  const totals = run.totals as { currency: string; total: number }[];
  const letter = invoiceNoticeLetter({
    ...toColleague(seller, settings),
    made: { by: 'run', invoices: run.invoices_created, errors: run.errors_count },
    totals: totals.map(({ currency, total }) => ({ currency, total: toMinor(String(total), currency) })),
    page_url: `${ctx.public_url}/billing-runs/${run.id}`,
  });
  const about = { template: 'invoice_notice' as const, object_type: 'billing_run' as const, object_id: run.id };
  return {
    ...about,
    to_address,
    idempotency_key: `notice/run/${run.id}`,
    mail: await renderMail(letter),
    attachment: null,
  };
}

function toCustomer<T extends MailDraft['template']>({ invoice, parties }: InvoiceWithParties, template: T) {
  return {
    template,
    to_address: parties.customer.email,
    object_type: 'invoice' as const,
    object_id: invoice.id,
    attachment: pdfName(invoice.invoice_number),
  };
}

/** A letter within the company: its own locale, and nobody's name. */
export function toColleague(seller: Prisma.TenantGetPayload<object>, settings: MailSettingsRow): Correspondence {
  const reader = readerOf(seller);
  return { ...reader, seller: sellerOf(seller, reader.language), buyer_name: null, footer_note: settings.footer };
}
