import type { HostedInvoice } from '@revenue/billing-core/invoices';
import { type DocumentSay, paymentTermWords, taxIdWords } from '@revenue/billing-core/languages';
import { Download, ReceiptText } from 'lucide-react';
import { useFormat } from '../../format/use-format.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { HostedLines } from './hosted-lines.tsx';
import { HostedTotals } from './hosted-totals.tsx';
import { HowToPay } from './how-to-pay.tsx';
import { useSay } from './use-say.ts';

type Props = {
  invoice: HostedInvoice;
  /** Where the papers of this page are, and what to ask them for. */
  address: string;
  query: string;
};

/** The invoice as a sheet of paper: the same words and figures as its PDF, in the same order. */
export function HostedSheet({ invoice, address, query }: Props) {
  const say = useSay();
  return (
    <>
      {invoice.is_preview ? (
        <div lang="en">
          <Callout title="You are looking at it as your customer does">
            You are signed in to {invoice.seller.name}, so this does not count as a view.
          </Callout>
        </div>
      ) : null}
      <article
        className="rounded-lg border border-line border-t-4 bg-surface p-4 shadow-mid sm:p-8"
        style={{ borderTopColor: invoice.brand_color }}
      >
        <Head invoice={invoice} address={address} />
        <Due invoice={invoice} address={address} query={query} />
        <div className="mt-7 grid gap-6 sm:grid-cols-3">
          <Party label={say('from')} party={invoice.seller} contact={null} />
          <Party label={say('billed_to')} party={invoice.buyer} contact={invoice.buyer.contact_name} />
          <Facts invoice={invoice} />
        </div>
        <HostedLines invoice={invoice} />
        <HostedTotals invoice={invoice} />
        {invoice.transfer ? <HowToPay transfer={invoice.transfer} /> : null}
        <Paragraph label={say('notes')} content={invoice.notes} />
        <Paragraph label={say('terms')} content={invoice.terms} />
      </article>
      <footer className="px-1 text-center text-ink-faint text-xs">
        {invoice.seller.email ? (
          <>
            {say('questions')}{' '}
            <a className="rounded-sm text-accent-ink hover:underline" href={`mailto:${invoice.seller.email}`}>
              {invoice.seller.email}
            </a>
          </>
        ) : (
          invoice.seller.name
        )}
      </footer>
    </>
  );
}

const tones: Record<HostedInvoice['status'], Tone> = {
  open: 'info',
  overdue: 'danger',
  paid: 'success',
  void: 'neutral',
};

function Head({ invoice, address }: Omit<Props, 'query'>) {
  const say = useSay();
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <Seller invoice={invoice} address={address} />
      <div className="sm:text-right">
        <h1 className="font-semibold text-ink text-xl">{say('invoice_name', { number: invoice.invoice_number })}</h1>
        <Badge dot tone={tones[invoice.status]} className="mt-1">
          {say(`state_${invoice.status}`)}
        </Badge>
      </div>
    </header>
  );
}

/** The logo on white in either theme, since it was made for paper. The name where there is none. */
function Seller({ invoice, address }: Omit<Props, 'query'>) {
  const { logo, seller } = invoice;
  if (logo === null) return <p className="min-w-0 break-words font-semibold text-ink text-lg">{seller.name}</p>;
  return (
    <img
      src={`${address}/logo`}
      alt={seller.name}
      width={logo.width}
      height={logo.height}
      className="h-auto max-h-12 w-auto max-w-44 rounded-sm dark:bg-white dark:p-1.5"
    />
  );
}

function Due({ invoice, address, query }: Props) {
  const format = useFormat();
  const say = useSay();
  const { label, amount } = dueWords(invoice, say, format.date);
  const number = invoice.invoice_number;
  return (
    <section
      aria-label={label}
      className="mt-6 flex flex-wrap items-center justify-between gap-4 rounded-lg bg-sunken px-4 py-3.5"
    >
      <div>
        <p className="text-ink-soft text-sm">{label}</p>
        <p className="tabular font-semibold text-2xl text-ink">{format.money(amount, invoice.currency)}</p>
      </div>
      <div className="flex flex-wrap gap-2 max-sm:w-full">
        {invoice.status === 'paid' ? (
          <Button asChild className="max-sm:flex-1">
            <a href={`${address}/receipt${query}`} download={`${say('receipt_file', { number })}.pdf`}>
              <ReceiptText aria-hidden />
              {say('receipt')}
            </a>
          </Button>
        ) : null}
        <Button asChild variant="primary" className="max-sm:flex-1">
          <a href={`${address}/pdf${query}`} download={`${number}.pdf`}>
            <Download aria-hidden />
            {say('download_pdf')}
          </a>
        </Button>
      </div>
    </section>
  );
}

function dueWords(
  invoice: HostedInvoice,
  say: DocumentSay,
  date: (day: string) => string,
): { label: string; amount: number } {
  if (invoice.status === 'void') return { label: say('page_void'), amount: 0 };
  if (invoice.status === 'paid') return { label: paidWords(invoice, say, date), amount: invoice.amount_paid };
  const label = say(invoice.status === 'overdue' ? 'amount_was_due_on' : 'amount_due_by', {
    day: date(invoice.due_date),
  });
  return { label, amount: invoice.amount_due };
}

function paidWords(invoice: HostedInvoice, say: DocumentSay, date: (day: string) => string): string {
  const by_credit = invoice.amount_credited !== 0 || invoice.amount_account_credit !== 0;
  const with_credit = invoice.amount_paid === 0 ? 'settled_by_credit' : 'settled_by_both';
  const how = by_credit ? with_credit : 'paid_in_full';
  return invoice.paid_on ? say(`${how}_on`, { day: date(invoice.paid_on) }) : say(how);
}

type PartyProps = { label: string; party: HostedInvoice['seller']; contact: string | null };

function Party({ label, party, contact }: PartyProps) {
  const say = useSay();
  const lines = [contact, ...party.address_lines, party.email].filter((line) => line !== null);
  return (
    <section className="min-w-0 text-sm">
      <h2 className="text-ink-faint text-xs">{label}</h2>
      <address className="break-words text-ink-soft not-italic">
        <span className="block font-medium text-ink">{party.name}</span>
        {lines.map((line, index) => (
          <span key={index} className="block">
            {line}
          </span>
        ))}
        {party.tax_id ? (
          <span className="block text-ink-faint">{taxIdWords(say, party.tax_id, party.country)}</span>
        ) : null}
      </address>
    </section>
  );
}

function Facts({ invoice }: { invoice: HostedInvoice }) {
  const format = useFormat();
  const say = useSay();
  const order = invoice.purchase_order_number;
  const items = [
    { label: say('issued'), value: format.date(invoice.issue_date) },
    { label: say('due'), value: format.date(invoice.due_date) },
    { label: say('payment_terms'), value: paymentTermWords(say, invoice.payment_terms) },
    ...(order === null ? [] : [{ label: say('your_order'), value: order }]),
  ];
  return <DescriptionList items={items} className="content-start grid-cols-[auto_1fr]! sm:[&_dd]:text-right" />;
}

function Paragraph({ label, content }: { label: string; content: string | null }) {
  if (!content?.trim()) return null;
  return (
    <section className="mt-6 text-sm">
      <h2 className="text-ink-faint text-xs">{label}</h2>
      <p className="whitespace-pre-wrap break-words text-ink-soft">{content.trim()}</p>
    </section>
  );
}
