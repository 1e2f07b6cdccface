import { paymentMethodWords } from '@revenue/billing-core/languages';
import { formatMoney } from '@revenue/billing-core/money';
import { formatDay } from '@revenue/billing-core/time';
import { correspondence, wordsFor } from '../correspondence.ts';
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
  const { say, sayOfDocument } = wordsFor(data);
  const number = oneLine(data.invoice_number);
  const amount = formatMoney(data.amount_paid, data.currency, data.locale);
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: say('receipt_subject', { number, seller: oneLine(data.seller.name) }),
    heading: say('receipt_heading', { number }),
    tone: 'good',
    preheader: say('receipt_preheader', { amount }),
    paragraphs: [say(data.has_attachment ? 'receipt_text_attached' : 'receipt_text', { number })],
    panel: { label: sayOfDocument('paid'), amount },
    button: linkButton(say('view_invoice'), data.hosted_url),
    facts: data.payments.map((payment) => paymentFact(data, payment)),
    ...invoiceFigures(data),
  };
}

function paymentFact(data: ReceiptMailData, payment: ReceiptMailData['payments'][number]): Labelled {
  const { sayOfDocument } = wordsFor(data);
  const amount = formatMoney(payment.amount, data.currency, data.locale);
  const parts = [amount, paymentMethodWords(sayOfDocument, oneLine(payment.method)), oneLine(payment.reference ?? '')];
  return { label: formatDay(payment.received_on, data.locale), value: parts.filter(Boolean).join(' · ') };
}
