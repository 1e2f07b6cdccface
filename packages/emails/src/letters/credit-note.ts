import { formatMoney } from '@revenue/billing-core/money';
import { correspondence } from '../correspondence.ts';
import { invoiceFigures } from '../invoice-figures.ts';
import { linkButton } from '../link-button.ts';
import type { InvoiceMailData } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

/** The figures are those of the credit, in the signs of an invoice. */
export type CreditNoteMailData = Omit<
  InvoiceMailData,
  'invoice_number' | 'due_date' | 'amount_paid' | 'amount_credited' | 'amount_account_credit' | 'amount_due'
> & {
  /** null before it is issued. */
  credit_note_number: string | null;
  /** That of the invoice which it takes back; null where it stands alone. */
  invoice_number: string | null;
  reason: string | null;
  /** What becomes of it, in minor units: off what is due, back to the customer, and kept for later invoices. */
  offset: bigint;
  refund: bigint;
  account_credit: bigint;
};

export function creditNoteLetter(data: CreditNoteMailData): MailView {
  const name = data.credit_note_number ? `Credit note ${oneLine(data.credit_note_number)}` : 'Credit note';
  const about = data.invoice_number === null ? '' : ` for invoice ${oneLine(data.invoice_number)}`;
  const amount = formatMoney(data.total, data.currency, data.locale);
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: `${name}${about} from ${oneLine(data.seller.name)}`,
    heading: `${name}${about}`,
    tone: 'good',
    preheader: `${amount} in your favour`,
    paragraphs: [`we credit you ${amount}${about}${data.reason ? `: ${oneLine(data.reason)}` : ''}.`, ...settled(data)],
    panel: { label: 'In your favour', amount },
    button: linkButton('View the invoice', data.hosted_url),
    ...invoiceFigures({ ...data, amount_paid: 0n, amount_credited: 0n, amount_account_credit: 0n, amount_due: 0n }),
  };
}

/** One sentence, or one for each place the money goes to. */
function settled({ currency, locale, offset, refund, account_credit }: CreditNoteMailData): string[] {
  const parts = [
    { amount: offset, fate: 'taken off what is due on that invoice' },
    { amount: refund, fate: 'paid back to you' },
    { amount: account_credit, fate: 'kept for you and taken off your next invoices' },
  ].filter(({ amount }) => amount !== 0n);
  if (parts.length === 1) return parts.map(({ fate }) => `It is ${fate}.`);
  return parts.map(({ amount, fate }) => `${formatMoney(amount, currency, locale)} is ${fate}.`);
}
