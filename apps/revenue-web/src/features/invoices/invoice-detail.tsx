import type { Invoice } from '@revenue/billing-core/invoices';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Callout } from '../../ui/callout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { MailsAbout } from '../outbox/mails-about.tsx';
import { CreditWaiting } from './credit-waiting.tsx';
import { InvoiceActions } from './invoice-actions.tsx';
import { InvoiceCreditNotes } from './invoice-credit-notes.tsx';
import { InvoiceFacts } from './invoice-facts.tsx';
import { InvoiceLines } from './invoice-lines.tsx';
import { InvoicePayments } from './invoice-payments.tsx';
import { InvoiceTimeline } from './invoice-timeline.tsx';
import { owedWords } from './owed-words.ts';
import { PublicLink } from './public-link.tsx';

const route = getRouteApi('/app/invoices/$invoiceId');

/** The invoices on the other side of a replacement. */
function Replacement({ invoice }: { invoice: Invoice }) {
  const others = invoice.replaces ? [invoice.replaces] : invoice.replaced_by;
  if (others.length === 0) return null;
  return (
    <div className="mb-4">
      <Callout title={invoice.replaces ? 'Bills the periods of a void invoice again' : 'Its periods are billed again'}>
        {others.map(({ id, invoice_number }) => (
          <Link key={id} to="/invoices/$invoiceId" params={{ invoiceId: id }} className="mr-2 underline">
            {invoice_number}
          </Link>
        ))}
      </Callout>
    </div>
  );
}

export function InvoiceDetail() {
  const { invoiceId } = route.useParams();
  const format = useFormat();
  const query = trpc.invoices.get.useQuery({ id: invoiceId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  const invoice = query.data;
  if (!invoice) return <SkeletonLines lines={10} />;
  return (
    <>
      <PageHeader
        title={invoice.invoice_number}
        badge={<Status status={invoice.status} />}
        description={owedWords(invoice, format)}
        parent={{ label: 'Invoices', link: { to: '/invoices' } }}
        actions={<InvoiceActions invoice={invoice} />}
      />
      {invoice.void_reason ? (
        <div className="mb-4">
          <Callout tone="warning" title="This invoice is void">
            {invoice.void_reason}
          </Callout>
        </div>
      ) : null}
      <Replacement invoice={invoice} />
      <CreditWaiting invoice={invoice} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_304px]">
        <div className="flex min-w-0 flex-col gap-4">
          <InvoiceLines invoice={invoice} />
          <InvoicePayments invoice={invoice} />
          <InvoiceCreditNotes invoice={invoice} />
          <MailsAbout objectId={invoice.id} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <InvoiceFacts invoice={invoice} />
          <PublicLink invoice={invoice} />
          <InvoiceTimeline invoice={invoice} />
        </div>
      </div>
    </>
  );
}
