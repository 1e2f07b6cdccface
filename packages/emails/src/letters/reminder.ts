import { formatDay } from '@revenue/billing-core/time';
import { correspondence, wordsFor } from '../correspondence.ts';
import { invoiceFigures, moneyOf, paymentDetails } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

/** A friendly word before the due date: it says the day and not how many days, which pass while a mail lies unread. */
export function reminderLetter(data: InvoiceMailData): MailView {
  const { say, sayOfDocument } = wordsFor(data);
  const number = oneLine(data.invoice_number);
  const day = formatDay(data.due_date, data.locale);
  const issued = formatDay(data.issue_date, data.locale);
  const amount = moneyOf(data)(data.amount_due);
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: say('reminder_subject', { number, seller: oneLine(data.seller.name), day }),
    heading: say('reminder_heading', { number, day }),
    preheader: say('amount_due_by', { amount, day }),
    paragraphs: [say('reminder_text', { number, issued, day })],
    panel: { label: sayOfDocument('amount_due_by', { day }), amount },
    button: linkButton(say('view_invoice'), data.hosted_url),
    ...invoiceFigures(data),
    payment: paymentDetails(data),
  };
}
