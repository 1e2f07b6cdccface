import { invoiceLetter } from './letters/invoice.ts';
import type { InvoiceMailData } from './mail-data.ts';
import { type RenderedMail, renderMail } from './render-mail.ts';

/** The mail that brings an invoice. */
export function renderInvoiceMail(data: InvoiceMailData): Promise<RenderedMail> {
  return renderMail(invoiceLetter(data));
}
