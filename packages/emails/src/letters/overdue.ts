import { formatDay } from '@revenue/billing-core/time';
import { correspondence, wordsFor } from '../correspondence.ts';
import { invoiceFigures, moneyOf, paymentDetails } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

export type OverdueMailData = InvoiceMailData & {
  /** From 1: how often the customer is told; the words get firmer, and never threaten what nobody does. */
  level: number;
};

const STEPS = [
  { lead: 'overdue_first', text: 'overdue_text_first', tone: 'urgent' },
  { lead: 'overdue_second', text: 'overdue_text_second', tone: 'urgent' },
  { lead: 'overdue_last', text: 'overdue_text_last', tone: 'severe' },
] as const;

export function overdueLetter(data: OverdueMailData): MailView {
  const { say } = wordsFor(data);
  const number = oneLine(data.invoice_number);
  const day = formatDay(data.due_date, data.locale);
  const amount = moneyOf(data)(data.amount_due);
  const { lead, text, tone } = STEPS[Math.min(Math.max(data.level, 1), STEPS.length) - 1] ?? STEPS[0];
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: say('overdue_subject', { lead: say(lead), number, seller: oneLine(data.seller.name) }),
    heading: say('overdue_heading', { number, day }),
    tone,
    preheader: say('overdue_preheader', { amount, day }),
    paragraphs: [say(text, { number, day }), say('crossed')],
    panel: { label: say('due_since', { day }), amount },
    button: linkButton(say('view_invoice'), data.hosted_url),
    ...invoiceFigures(data),
    payment: paymentDetails(data),
  };
}
