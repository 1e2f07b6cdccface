import { formatDay } from '@revenue/billing-core/time';
import { correspondence, wordsFor } from '../correspondence.ts';
import { invoiceFigures, moneyOf, paymentDetails } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';
import type { MailSay } from '../words/mail-words.ts';

export type PaymentFailedMailData = InvoiceMailData & {
  /** From 1: which attempt failed. */
  attempt: number;
  /** What the bank said, in words; null where it said nothing that may be repeated. */
  reason: string | null;
  /** When it is tried again; null when this was the last time. */
  next_attempt_on: string | null;
  /** When the service ends if nothing is paid; null when it goes on. */
  suspended_on: string | null;
};

/** A charge did not go through. How urgent it is follows from what happens next, which the mail says. */
export function paymentFailedLetter(data: PaymentFailedMailData): MailView {
  const { say } = wordsFor(data);
  const number = oneLine(data.invoice_number);
  const amount = moneyOf(data)(data.amount_due);
  const isLast = data.next_attempt_on === null;
  const lead = say(isLast ? 'failed_last' : data.attempt > 1 ? 'failed_again' : 'failed_first');
  const text = data.reason
    ? say('failed_text_reason', { number, reason: oneLine(data.reason) })
    : say('failed_text', { number });
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: say('overdue_subject', { lead, number, seller: oneLine(data.seller.name) }),
    heading: say('failed_heading', { amount }),
    tone: isLast ? 'severe' : data.attempt > 1 ? 'urgent' : 'plain',
    preheader: say(isLast ? 'not_tried_again' : 'tried_again'),
    paragraphs: [text, whatNext(data, say)],
    panel: { label: say('still_to_pay'), amount },
    button: linkButton(say('pay_invoice'), data.hosted_url),
    ...invoiceFigures(data),
    payment: paymentDetails(data),
  };
}

function whatNext({ next_attempt_on, suspended_on, locale }: PaymentFailedMailData, say: MailSay): string {
  const next =
    next_attempt_on === null ? say('last_attempt') : say('next_attempt', { day: formatDay(next_attempt_on, locale) });
  return suspended_on === null ? next : `${next} ${say('service_stops', { day: formatDay(suspended_on, locale) })}`;
}
