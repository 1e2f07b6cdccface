import { formatMoney } from '@revenue/billing-core/money';
import { correspondence, wordsFor } from '../correspondence.ts';
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
  const { say } = wordsFor(data);
  const title = titleOf(data);
  const amount = formatMoney(data.total, data.currency, data.locale);
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: say('credit_subject', { title, seller: oneLine(data.seller.name) }),
    heading: title,
    tone: 'good',
    preheader: say('credit_preheader', { amount }),
    paragraphs: [textOf(data, amount), ...settled(data)],
    panel: { label: say('in_your_favour'), amount },
    button: linkButton(say('view_invoice'), data.hosted_url),
    ...invoiceFigures({ ...data, amount_paid: 0n, amount_credited: 0n, amount_account_credit: 0n, amount_due: 0n }),
  };
}

function titleOf(data: CreditNoteMailData): string {
  const { say, sayOfDocument } = wordsFor(data);
  const number = data.credit_note_number;
  const title = number ? sayOfDocument('credit_note_name', { number: oneLine(number) }) : sayOfDocument('credit_note');
  return data.invoice_number === null
    ? title
    : say('credit_title_for', { title, invoice: oneLine(data.invoice_number) });
}

function textOf(data: CreditNoteMailData, amount: string): string {
  const { say } = wordsFor(data);
  const reason = data.reason && oneLine(data.reason);
  if (data.invoice_number === null) {
    return reason ? say('credit_text_reason', { amount, reason }) : say('credit_text', { amount });
  }
  const invoice = oneLine(data.invoice_number);
  return reason
    ? say('credit_text_for_reason', { amount, invoice, reason })
    : say('credit_text_for', { amount, invoice });
}

/** One sentence, or one for each place the money goes to. */
function settled(data: CreditNoteMailData): string[] {
  const { say } = wordsFor(data);
  const parts = (['offset', 'refund', 'account_credit'] as const).filter((fate) => data[fate] !== 0n);
  if (parts.length === 1) return parts.map((fate) => say(`all_${fate}`));
  return parts.map((fate) => say(`part_${fate}`, { amount: formatMoney(data[fate], data.currency, data.locale) }));
}
