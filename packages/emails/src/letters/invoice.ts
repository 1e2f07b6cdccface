import { formatDay } from '@revenue/billing-core/time';
import { correspondence, wordsFor } from '../correspondence.ts';
import { invoiceFigures, moneyOf, paymentDetails } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { linesOf, oneLine } from '../one-line.ts';

/** The mail that brings an invoice. */
export function invoiceLetter(data: InvoiceMailData): MailView {
  const { say, sayOfDocument } = wordsFor(data);
  const money = moneyOf(data);
  const due = formatDay(data.due_date, data.locale);
  const day = formatDay(data.issue_date, data.locale);
  const number = oneLine(data.invoice_number);
  const subject = sayOfDocument('invoice_from', { number, seller: oneLine(data.seller.name) });
  const owes = data.amount_due > 0n;
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject,
    heading: subject,
    preheader: owes
      ? say('amount_due_by', { amount: money(data.amount_due), day: due })
      : say('amount_nothing_left', { amount: money(data.total) }),
    paragraphs: [say(data.has_attachment ? 'invoice_text_attached' : 'invoice_text', { number, day })],
    panel: {
      label: owes ? sayOfDocument('amount_due_by', { day: due }) : say('total_nothing_left'),
      amount: money(owes ? data.amount_due : data.total),
    },
    button: linkButton(say('view_invoice'), data.hosted_url),
    ...invoiceFigures(data),
    payment: paymentDetails(data),
    notes: linesOf(data.notes),
  };
}
