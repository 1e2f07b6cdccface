import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import { formatMoney } from '@revenue/billing-core/money';
import { correspondence, wordsFor } from '../correspondence.ts';
import { linkButton } from '../link-button.ts';
import type { Correspondence } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

export type InvoiceNoticeMailData = Correspondence & {
  /** One invoice that somebody wrote, or what a billing run made. */
  made:
    | { by: 'hand'; invoice_number: string; customer_name: string; status: InvoiceStatus }
    | { by: 'run'; invoices: number; errors: number };
  totals: { currency: string; total: bigint }[];
  /** The page of it in this application. */
  page_url: string | null;
};

/** Tells somebody in the company that invoices were created. */
export function invoiceNoticeLetter(data: InvoiceNoticeMailData): MailView {
  const { say } = wordsFor(data);
  const sums = data.totals.map(({ currency, total }) => formatMoney(total, currency, data.locale)).join(' + ');
  const { made } = data;
  if (made.by === 'hand') {
    const number = oneLine(made.invoice_number);
    const customer = oneLine(made.customer_name);
    return {
      ...noticeOf(data),
      subject: say('notice_subject', { number, customer, sums }),
      heading: say('notice_heading', { number }),
      preheader: `${customer}, ${sums}`,
      paragraphs: [say('notice_text', { number, sums, customer, status: say(`status_${made.status}`) })],
      button: linkButton(say('notice_button'), data.page_url),
    };
  }
  const count = made.invoices;
  const faults = made.errors === 0 ? '' : ` ${say('run_errors', { count: made.errors })}`;
  return {
    ...noticeOf(data),
    subject: say('run_subject', { count, sums }),
    heading: say('run_heading', { count }),
    tone: made.errors === 0 ? 'plain' : 'urgent',
    preheader: sums,
    paragraphs: [`${say('run_text', { count, sums })}${faults}`],
    button: linkButton(say('run_button'), data.page_url),
  };
}

function noticeOf(data: InvoiceNoticeMailData) {
  return { ...EMPTY_VIEW, ...correspondence(data) };
}
