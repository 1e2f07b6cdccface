import { formatMoney } from '@revenue/billing-core/money';
import { correspondence } from '../correspondence.ts';
import { linkButton } from '../link-button.ts';
import type { Correspondence } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

export type InvoiceNoticeMailData = Correspondence & {
  /** One invoice that somebody wrote, or what a billing run made. */
  made:
    | { by: 'hand'; invoice_number: string; customer_name: string; status: string }
    | { by: 'run'; invoices: number; errors: number };
  totals: { currency: string; total: bigint }[];
  /** The page of it in this application. */
  page_url: string | null;
};

/** Tells somebody in the company that invoices were created. */
export function invoiceNoticeLetter(data: InvoiceNoticeMailData): MailView {
  const sums = data.totals.map(({ currency, total }) => formatMoney(total, currency, data.locale)).join(' + ');
  const { made } = data;
  if (made.by === 'hand') {
    const number = oneLine(made.invoice_number);
    const customer = oneLine(made.customer_name);
    return {
      ...noticeOf(data),
      subject: `Invoice ${number} for ${customer}: ${sums}`,
      heading: `Invoice ${number} was created`,
      preheader: `${customer}, ${sums}`,
      paragraphs: [`invoice ${number} over ${sums} was created for ${customer}. It is ${oneLine(made.status)}.`],
      button: linkButton('Open the invoice', data.page_url),
    };
  }
  const count = `${made.invoices} ${made.invoices === 1 ? 'invoice' : 'invoices'}`;
  const faults = made.errors === 0 ? '' : ` ${made.errors} could not be billed; the page of the run says why.`;
  return {
    ...noticeOf(data),
    subject: `A billing run made ${count}: ${sums}`,
    heading: `A billing run made ${count}`,
    tone: made.errors === 0 ? 'plain' : 'urgent',
    preheader: sums,
    paragraphs: [`a billing run made ${count} over ${sums}.${faults}`],
    button: linkButton('Open the billing run', data.page_url),
  };
}

function noticeOf(data: InvoiceNoticeMailData) {
  return { ...EMPTY_VIEW, ...correspondence(data) };
}
