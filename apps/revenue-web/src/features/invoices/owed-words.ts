import type { Invoice } from '@revenue/billing-core/invoices';
import type { Format } from '../../format/create-format.ts';

type Owed = Pick<Invoice, 'status' | 'total' | 'amount_due' | 'amount_account_credit' | 'currency' | 'due_date'> & {
  customer: Pick<Invoice['customer'], 'name' | 'email'>;
};

/** Nobody owes anything for a draft, and nobody any more for what is void. */
export const isOwed = ({ status }: Pick<Invoice, 'status'>): boolean => status !== 'draft' && status !== 'void';

/** Who owes what and by when, below the number of an invoice. */
export function owedWords(invoice: Owed, format: Format): string {
  const total = `${format.money(invoice.total, invoice.currency)} to ${invoice.customer.name}`;
  if (invoice.status === 'void') return `${total}. Nothing is owed: void`;
  return `${total}, due ${format.date(invoice.due_date)}`;
}

/** What sending does, before it is done. Only a draft becomes fixed by it. */
export function sendWords(invoice: Owed, format: Format): string {
  const mail = `${format.money(invoice.total, invoice.currency)} to ${invoice.customer.email}, due ${format.date(invoice.due_date)}`;
  if (invoice.status === 'draft') return `${mail}; its content is then fixed.`;
  return `${mail}. The same invoice is mailed once more.`;
}

/** What voiding changes: of a draft nobody owes anything yet. */
export function voidWords(invoice: Owed, format: Format): string {
  const { customer } = invoice;
  if (invoice.status === 'draft') return `It is not sent to ${customer.name}, who owes nothing for a draft.`;
  const back =
    invoice.amount_account_credit === 0
      ? ''
      : ` ${format.money(invoice.amount_account_credit, invoice.currency)} goes back to the account credit.`;
  return `${customer.name} no longer owes ${format.money(invoice.amount_due, invoice.currency)}.${back}`;
}
