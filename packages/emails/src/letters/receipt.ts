import { formatMoney } from '@revenue/billing-core/money';
import { formatDay } from '@revenue/billing-core/time';
import { correspondence } from '../correspondence.ts';
import { invoiceFigures } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type Labelled, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

export type ReceiptMailData = InvoiceMailData & {
  payments: { received_on: string; amount: bigint; method: string; reference: string | null }[];
};

/** Says that the money came in: the mail that an accountant files beside the invoice. */
export function receiptLetter(data: ReceiptMailData): MailView {
  const number = oneLine(data.invoice_number);
  const paid = formatMoney(data.amount_paid, data.currency, data.locale);
  const heading = `Payment received for invoice ${number}`;
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: `Receipt for invoice ${number} from ${oneLine(data.seller.name)}`,
    heading,
    tone: 'good',
    preheader: `${paid} received, thank you`,
    paragraphs: [
      `thank you. Your payment for invoice ${number} arrived, and nothing is left to pay${data.has_attachment ? '; the receipt is attached as a PDF' : ''}.`,
    ],
    panel: { label: 'Paid', amount: paid },
    button: linkButton('View the invoice', data.hosted_url),
    facts: data.payments.map((payment) => paymentFact(data, payment)),
    ...invoiceFigures(data),
  };
}

function paymentFact(data: ReceiptMailData, payment: ReceiptMailData['payments'][number]): Labelled {
  const amount = formatMoney(payment.amount, data.currency, data.locale);
  const method = oneLine(payment.method.replaceAll('_', ' '));
  const reference = payment.reference ? `, ${oneLine(payment.reference)}` : '';
  return { label: formatDay(payment.received_on, data.locale), value: `${amount} by ${method}${reference}` };
}
