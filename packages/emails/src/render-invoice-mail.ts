import { createElement } from 'react';
import { render } from 'react-email';
import type { InvoiceMailData } from './invoice-mail-data.ts';
import { toPlainText } from './invoice-mail-text.ts';
import { toInvoiceMailView } from './invoice-mail-view.ts';
import { InvoiceMail } from './templates/invoice-mail.tsx';

export type RenderedMail = { subject: string; html: string; text: string };

/** The mail that brings an invoice. Every value is escaped where it is shown; the subject is one line. */
export async function renderInvoiceMail(data: InvoiceMailData): Promise<RenderedMail> {
  const view = toInvoiceMailView(data);
  return { subject: view.subject, html: await render(createElement(InvoiceMail, { view })), text: toPlainText(view) };
}
