import { formatDay } from '@revenue/billing-core/time';
import { correspondence } from '../correspondence.ts';
import { invoiceFigures, moneyOf, paymentDetails } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

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
  const number = oneLine(data.invoice_number);
  const amount = moneyOf(data)(data.amount_due);
  const seller = oneLine(data.seller.name);
  const isLast = data.next_attempt_on === null;
  const lead = isLast ? 'Last notice' : data.attempt > 1 ? 'Payment failed again' : 'Payment failed';
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: `${lead}: invoice ${number} from ${seller}`,
    heading: `We could not collect ${amount}`,
    tone: isLast ? 'severe' : data.attempt > 1 ? 'urgent' : 'plain',
    preheader: isLast ? 'It is not tried again by itself' : 'It is tried again by itself',
    paragraphs: [
      `your payment for invoice ${number} did not go through${data.reason ? `: ${oneLine(data.reason)}` : ''}.`,
      ...whatNext(data),
    ],
    panel: { label: 'Still to pay', amount },
    button: linkButton('Pay the invoice', data.hosted_url),
    ...invoiceFigures(data),
    payment: paymentDetails(data),
  };
}

function whatNext({ next_attempt_on, suspended_on, locale }: PaymentFailedMailData): string[] {
  const ends = suspended_on ? ` Without a payment your service stops on ${formatDay(suspended_on, locale)}.` : '';
  return next_attempt_on === null
    ? [`This was the last attempt; it is not tried again by itself. Please pay by another way now.${ends}`]
    : [
        `We try again on ${formatDay(next_attempt_on, locale)}. If the card or account has changed, please tell us before.${ends}`,
      ];
}
