import { formatDay } from '@revenue/billing-core/time';
import { correspondence } from '../correspondence.ts';
import { invoiceFigures, moneyOf, paymentDetails } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

/** A friendly word before the due date: it says the day and not how many days, which pass while a mail lies unread. */
export function reminderLetter(data: InvoiceMailData): MailView {
  const number = oneLine(data.invoice_number);
  const due = formatDay(data.due_date, data.locale);
  const amount = moneyOf(data)(data.amount_due);
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: `Invoice ${number} from ${oneLine(data.seller.name)} is due on ${due}`,
    heading: `Invoice ${number} is due on ${due}`,
    preheader: `${amount} due by ${due}`,
    paragraphs: [
      `a reminder that invoice ${number} of ${formatDay(data.issue_date, data.locale)} is due on ${due}. If your payment is on its way already, there is nothing to do.`,
    ],
    panel: { label: `Amount due by ${due}`, amount },
    button: linkButton('View the invoice', data.hosted_url),
    ...invoiceFigures(data),
    payment: paymentDetails(data),
  };
}
