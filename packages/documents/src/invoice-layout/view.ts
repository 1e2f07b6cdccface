import { type DocumentSay, documentWords, paymentTermWords } from '@revenue/billing-core/languages';
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
  /** The words of its language, in letters that its fonts have. */
  say: DocumentSay;
};

type Spoken = { formats: InvoiceFormats; say: DocumentSay };

const PAID_COLOR = '#1a7f4b';
const STOPPED_COLOR = '#b3261e';
const DRAFT_COLOR = '#8a5a00';

export function toInvoiceView(invoice: InvoiceDocument, formats: InvoiceFormats): InvoiceView {
  const { invoice_number: number, issue_date, paid_on, kind, language, locale } = invoice;
  const say = documentWords(language, locale);
  const spoken = { formats, say };
  return {
    title: say(kind),
    name: say(`${kind}_name`, { number }),
    dated_on: kind === 'receipt' ? (paid_on ?? issue_date) : issue_date,
    link: say('view_online', { number }),
    brand: readableColor(invoice.seller.brand_color),
    stamp: stampOf(invoice, spoken),
    facts: factsOf(invoice, spoken),
    due: dueOf(invoice, spoken),
    ...spoken,
  };
}

function stampOf({ status, paid_on }: InvoiceDocument, { formats, say }: Spoken): InvoiceView['stamp'] {
  if (status === 'paid') {
    const text = paid_on === null ? say('stamp_paid') : say('stamp_paid_on', { day: formats.day(paid_on) });
    return { text, color: PAID_COLOR };
  }
  if (status === 'void') return { text: say('stamp_void'), color: STOPPED_COLOR };
  if (status === 'draft') return { text: say('stamp_draft'), color: DRAFT_COLOR };
  return null;
}

function factsOf(invoice: InvoiceDocument, spoken: Spoken): Fact[] {
  if (invoice.credit) return creditFacts(invoice, invoice.credit, spoken);
  const { formats, say } = spoken;
  const facts =
    invoice.kind === 'receipt'
      ? receiptFacts(invoice, spoken)
      : [
          { label: say('issued'), value: formats.day(invoice.issue_date) },
          { label: say('due'), value: formats.day(invoice.due_date) },
          { label: say('payment_terms'), value: paymentTermWords(say, invoice.payment_terms) },
        ];
  const order = invoice.purchase_order_number;
  return order === null ? facts : [...facts, { label: say('your_order'), value: order }];
}

function receiptFacts({ invoice_number, issue_date, paid_on }: InvoiceDocument, { formats, say }: Spoken): Fact[] {
  const paid = paid_on === null ? [] : [{ label: say('paid'), value: formats.day(paid_on) }];
  return [
    ...paid,
    { label: say('invoice'), value: invoice_number },
    { label: say('issued'), value: formats.day(issue_date) },
  ];
}

function creditFacts({ issue_date }: InvoiceDocument, credit: InvoiceDocumentCredit, { formats, say }: Spoken): Fact[] {
  const of = credit.of_invoice === null ? [] : [{ label: say('invoice'), value: credit.of_invoice }];
  return [{ label: say('issued'), value: formats.day(issue_date) }, ...of];
}

function dueOf(invoice: InvoiceDocument, spoken: Spoken): InvoiceView['due'] {
  const { formats, say } = spoken;
  if (invoice.credit) return { label: say('credited_to_you'), amount: formats.money(invoice.credit.credited) };
  const amount = formats.money(invoice.amount_due);
  if (invoice.status === 'paid') return paidOf(invoice, spoken);
  if (invoice.status === 'void') return { label: say('void_nothing_to_pay'), amount: formats.money(0n) };
  if (invoice.status === 'draft') return { label: say('draft_not_yet_to_pay'), amount };
  return { label: say('amount_due_by', { day: formats.day(invoice.due_date) }), amount };
}

/** What credit notes took off, or account credit paid, was no money. */
function paidOf(invoice: InvoiceDocument, { formats, say }: Spoken): InvoiceView['due'] {
  const { amount_credited, amount_account_credit, amount_paid } = invoice;
  const amount = formats.money(amount_paid);
  if (amount_credited === 0n && amount_account_credit === 0n) return { label: say('paid_in_full'), amount };
  return { label: say(amount_paid === 0n ? 'settled_by_credit' : 'settled_by_both'), amount };
}
