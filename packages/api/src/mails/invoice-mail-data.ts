import type { InvoiceMailData } from '@revenue/emails/mail-data';
import { readerOf } from '../documents/document-reader.ts';
import { toInvoiceDocument } from '../invoices/to-invoice-document.ts';
import type { InvoiceWithParties } from './load-invoices.ts';
import type { MailSettingsRow } from './load-mail-settings.ts';

/** An invoice as a mail tells of it: the figures and parties of its document, and where the customer sees it. */
export function invoiceMailData(
  { invoice, parties, hosted_url }: InvoiceWithParties,
  settings: MailSettingsRow,
): InvoiceMailData {
  // A mail speaks as its reader does now, whatever the language in which the document was issued.
  const document = toInvoiceDocument(invoice, parties, hosted_url, readerOf(parties.customer));
  return {
    ...document,
    buyer_name: document.buyer.contact_name ?? document.buyer.name,
    footer_note: settings.footer,
    has_attachment: true,
  };
}
