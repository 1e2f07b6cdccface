import type { InvoiceMailData } from '@revenue/emails/mail-data';
import { toInvoiceDocument } from '../invoices/to-invoice-document.ts';
import type { InvoiceWithParties } from './load-invoices.ts';
import type { MailSettingsRow } from './load-mail-settings.ts';

/** An invoice as a mail tells of it: the figures and parties of its document, and where the customer sees it. */
export function invoiceMailData(
  { invoice, parties, hosted_url }: InvoiceWithParties,
  settings: MailSettingsRow,
): InvoiceMailData {
  const document = toInvoiceDocument(invoice, parties, hosted_url);
  return {
    ...document,
    buyer_name: document.buyer.contact_name ?? document.buyer.name,
    footer_note: settings.footer,
    has_attachment: true,
  };
}
