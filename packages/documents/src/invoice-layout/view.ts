import { readableColor } from '@revenue/billing-core/tenants';
import type { InvoiceDocument, InvoiceDocumentCredit } from '../invoice-document.ts';
import type { InvoiceFormats } from '../invoice-formats.ts';

export type Fact = { label: string; value: string };

/** What the layout says, in words: everything that depends on the state of the invoice is decided here, once. */
export type InvoiceView = {
  title: string;
  /** "Invoice INV-2026-001", for titles and running heads. */
  name: string;
  /** The day that the file says it is of. */
  dated_on: string;
  /** What the link to the public page is called. */
  link: string;
  brand: string;
  stamp: { text: string; color: string } | null;
  facts: Fact[];
  due: { label: string; amount: string };
  formats: InvoiceFormats;
};

const PAID_COLOR = '#1a7f4b';
const STOPPED_COLOR = '#b3261e';
const DRAFT_COLOR = '#8a5a00';

const TITLES = { invoice: 'Invoice', receipt: 'Receipt', credit_note: 'Credit note' } as const;

export function toInvoiceView(invoice: InvoiceDocument, formats: InvoiceFormats): InvoiceView {
  const { invoice_number, issue_date, paid_on, kind } = invoice;
  const title = TITLES[kind];
  return {
    title,
    name: kind === 'receipt' ? `Receipt for invoice ${invoice_number}` : `${title} ${invoice_number}`,
    dated_on: kind === 'receipt' ? (paid_on ?? issue_date) : issue_date,
    link: `View invoice ${invoice_number} online`,
    brand: readableColor(invoice.seller.brand_color),
    stamp: stampOf(invoice, formats),
    facts: factsOf(invoice, formats),
    due: dueOf(invoice, formats),
    formats,
  };
}

function stampOf(invoice: InvoiceDocument, formats: InvoiceFormats): InvoiceView['stamp'] {
  if (invoice.status === 'paid') {
    const day = invoice.paid_on === null ? '' : ` ${formats.day(invoice.paid_on)}`;
    return { text: `PAID${day}`, color: PAID_COLOR };
  }
  if (invoice.status === 'void') return { text: 'VOID', color: STOPPED_COLOR };
  if (invoice.status === 'draft') return { text: 'DRAFT', color: DRAFT_COLOR };
  return null;
}

function factsOf(invoice: InvoiceDocument, formats: InvoiceFormats): Fact[] {
  if (invoice.credit) return creditFacts(invoice, invoice.credit, formats);
  const facts =
    invoice.kind === 'receipt'
      ? receiptFacts(invoice, formats)
      : [
          { label: 'Issued', value: formats.day(invoice.issue_date) },
          { label: 'Due', value: formats.day(invoice.due_date) },
          { label: 'Terms', value: describeTerms(invoice.payment_terms) },
        ];
  const order = invoice.purchase_order_number;
  return order === null ? facts : [...facts, { label: 'Your order', value: order }];
}

function receiptFacts({ invoice_number, issue_date, paid_on }: InvoiceDocument, formats: InvoiceFormats): Fact[] {
  const paid = paid_on === null ? [] : [{ label: 'Paid', value: formats.day(paid_on) }];
  return [...paid, { label: 'Invoice', value: invoice_number }, { label: 'Issued', value: formats.day(issue_date) }];
}

function creditFacts({ issue_date }: InvoiceDocument, credit: InvoiceDocumentCredit, formats: InvoiceFormats): Fact[] {
  const of = credit.of_invoice === null ? [] : [{ label: 'Invoice', value: credit.of_invoice }];
  return [{ label: 'Issued', value: formats.day(issue_date) }, ...of];
}

function describeTerms(terms: string): string {
  if (terms === 'due_on_receipt') return 'Due on receipt';
  if (terms === 'end_of_month') return 'End of month';
  const days = /^net_(\d+)$/.exec(terms)?.[1];
  return days === undefined ? terms : `Net ${days} days`;
}

function dueOf(invoice: InvoiceDocument, formats: InvoiceFormats): InvoiceView['due'] {
  if (invoice.credit) return { label: 'Credited to you', amount: formats.money(invoice.credit.credited) };
  const amount = formats.money(invoice.amount_due);
  if (invoice.status === 'paid') return paidOf(invoice, formats);
  if (invoice.status === 'void') return { label: 'Void: nothing is to be paid', amount: formats.money(0n) };
  if (invoice.status === 'draft') return { label: 'Draft: not yet to be paid', amount };
  return { label: `Amount due by ${formats.day(invoice.due_date)}`, amount };
}

/** What credit notes took off, or account credit paid, was no money. */
function paidOf(invoice: InvoiceDocument, formats: InvoiceFormats): InvoiceView['due'] {
  const { amount_credited, amount_account_credit, amount_paid } = invoice;
  const by_credit = amount_credited !== 0n || amount_account_credit !== 0n;
  if (by_credit && amount_paid === 0n) return { label: 'Settled by credit', amount: formats.money(amount_paid) };
  const label = by_credit ? 'Settled by payment and credit' : 'Paid in full';
  return { label, amount: formats.money(amount_paid) };
}
