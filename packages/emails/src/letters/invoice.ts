import { formatDay } from '@revenue/billing-core/time';
import { correspondence } from '../correspondence.ts';
import { invoiceFigures, moneyOf, paymentDetails } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { linesOf, oneLine } from '../one-line.ts';

/** The mail that brings an invoice. */
export function invoiceLetter(data: InvoiceMailData): MailView {
  const money = moneyOf(data);
  const due = formatDay(data.due_date, data.locale);
  const number = oneLine(data.invoice_number);
  const subject = `Invoice ${number} from ${oneLine(data.seller.name)}`;
  const owes = data.amount_due > 0n;
  const where = data.has_attachment ? ', attached as a PDF' : '';
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject,
    heading: subject,
    preheader: owes ? `${money(data.amount_due)} due by ${due}` : `${money(data.total)}, nothing left to pay`,
    paragraphs: [`here is invoice ${number} of ${formatDay(data.issue_date, data.locale)}${where}.`],
    panel: {
      label: owes ? `Amount due by ${due}` : 'Total, nothing left to pay',
      amount: money(owes ? data.amount_due : data.total),
    },
    button: linkButton('View the invoice', data.hosted_url),
    ...invoiceFigures(data),
    payment: paymentDetails(data),
    notes: linesOf(data.notes),
  };
}
