import { formatMoney } from '@revenue/billing-core/money';
import { correspondence } from '../correspondence.ts';
import { invoiceFigures } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

/** The figures are those of the credit; the number is that of the invoice which it takes back. */
export type CreditNoteMailData = InvoiceMailData & {
  /** null before it is issued. */
  credit_note_number: string | null;
  reason: string | null;
  /** What becomes of it: off what is due, back to the customer, or kept for later invoices. */
  settlement: 'offset' | 'refund' | 'credit';
};

const SETTLED = {
  offset: 'It is taken off what is due on that invoice.',
  refund: 'It is paid back the way it came.',
  credit: 'It is kept for you and taken off your next invoices.',
};

export function creditNoteLetter(data: CreditNoteMailData): MailView {
  const number = oneLine(data.invoice_number);
  const name = data.credit_note_number ? `Credit note ${oneLine(data.credit_note_number)}` : 'Credit note';
  const amount = formatMoney(data.total, data.currency, data.locale);
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: `${name} for invoice ${number} from ${oneLine(data.seller.name)}`,
    heading: `${name} for invoice ${number}`,
    tone: 'good',
    preheader: `${amount} in your favour`,
    paragraphs: [
      `we credit you ${amount} for invoice ${number}${data.reason ? `: ${oneLine(data.reason)}` : ''}. ${SETTLED[data.settlement]}`,
    ],
    panel: { label: 'In your favour', amount },
    button: linkButton('View the credit note', data.hosted_url),
    ...invoiceFigures({ ...data, amount_paid: 0n, amount_credited: 0n }),
  };
}
