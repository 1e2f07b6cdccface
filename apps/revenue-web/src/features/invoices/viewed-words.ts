import type { InvoiceLink } from '@revenue/billing-core/invoices';
import type { Format } from '../../format/create-format.ts';

/** Whether the customer has seen the invoice, as far as the page can know. */
export function viewedWords(link: InvoiceLink, format: Pick<Format, 'dateTime'>): string {
  const { first_viewed_at: first, last_viewed_at: last, visits } = link;
  if (first === null || last === null) return 'Nobody but you has looked at it yet.';
  if (visits === 1) return `Looked at once, on ${format.dateTime(first)}.`;
  return `Looked at ${visits} times: first on ${format.dateTime(first)}, last on ${format.dateTime(last)}.`;
}
