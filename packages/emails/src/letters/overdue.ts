import { formatDay } from '@revenue/billing-core/time';
import { correspondence } from '../correspondence.ts';
import { invoiceFigures, moneyOf, paymentDetails } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

export type OverdueMailData = InvoiceMailData & {
  /** From 1: how often the customer is told; the words get firmer, and never threaten what nobody does. */
  level: number;
};

export function overdueLetter(data: OverdueMailData): MailView {
  const number = oneLine(data.invoice_number);
  const due = formatDay(data.due_date, data.locale);
  const amount = moneyOf(data)(data.amount_due);
  const { lead, text, tone } = wordsOf(data.level, number, due);
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: `${lead}: invoice ${number} from ${oneLine(data.seller.name)}`,
    heading: `Invoice ${number} was due on ${due}`,
    tone,
    preheader: `${amount} was due on ${due}`,
    paragraphs: text,
    panel: { label: `Due since ${due}`, amount },
    button: linkButton('View the invoice', data.hosted_url),
    ...invoiceFigures(data),
    payment: paymentDetails(data),
  };
}

function wordsOf(level: number, number: string, due: string): { lead: string; text: string[]; tone: MailView['tone'] } {
  const crossed = 'If your payment and this mail crossed, thank you; there is nothing to do.';
  if (level <= 1) {
    const text = `invoice ${number} was due on ${due}, and we have not seen a payment yet. Perhaps it was overlooked.`;
    return { lead: 'Overdue', tone: 'urgent', text: [text, crossed] };
  }
  if (level === 2) {
    const text = `we wrote to you before: invoice ${number} was due on ${due} and is still open. Please pay it now, or answer this mail if something about it is wrong.`;
    return { lead: 'Second notice', tone: 'urgent', text: [text, crossed] };
  }
  const text = `invoice ${number} was due on ${due} and is still open, although we wrote several times. Please pay the amount today, or answer this mail today and tell us when you will.`;
  return { lead: 'Please act today', tone: 'severe', text: [text, crossed] };
}
