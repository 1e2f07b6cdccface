import type { CreditNote } from '@revenue/billing-core/credit-notes';
import type { Derivation } from '@revenue/billing-core/money';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import type { Format } from '../../format/create-format.ts';
import { useFormat } from '../../format/use-format.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { DerivationTable } from '../invoices/explain/derivation-table.tsx';
import { explainDerivation } from '../invoices/explain/explain-derivation.ts';
import type { ExplainedRow } from '../invoices/explain/explained-row.ts';
import { PdfButton } from '../invoices/pdf-button.tsx';
import { MailsAbout } from '../outbox/mails-about.tsx';
import { CreditedLines, CreditedTotals } from './credited-lines.tsx';
import { SendCreditNote } from './send-credit-note.tsx';

const route = getRouteApi('/app/credit-notes/$creditNoteId');
const link = 'rounded-sm text-accent-ink hover:underline';

/** The steps up to what is credited, which is the last of them and the one that counts. */
function creditedRows(derivation: Derivation, format: Format): ExplainedRow[] {
  const rows = explainDerivation(derivation, format).slice(0, -1);
  return rows.map((row, at) => ({ ...row, decisive: at === rows.length - 1 }));
}

function Facts({ note }: { note: CreditNote }) {
  const format = useFormat();
  const items = [
    {
      label: 'Customer',
      value: (
        <Link to="/customers/$customerId" params={{ customerId: note.customer_id }} className={link}>
          {note.customer.name}
        </Link>
      ),
    },
    {
      label: 'Invoice',
      value: note.invoice ? (
        <Link to="/invoices/$invoiceId" params={{ invoiceId: note.invoice.id }} className={link}>
          {note.invoice.invoice_number}
        </Link>
      ) : (
        'None: it stands alone'
      ),
    },
    { label: 'Issued', value: format.date(note.issue_date) },
    { label: 'Reason', value: note.reason },
    { label: 'Currency', value: note.currency },
    { label: 'Id', value: <CopyText text={note.id} shown={`${note.id.slice(0, 8)}…${note.id.slice(-4)}`} /> },
    {
      label: 'Content (SHA-256)',
      value: <CopyText text={note.content_hash} shown={`${note.content_hash.slice(0, 12)}…`} />,
    },
  ];
  return (
    <Card title="Details">
      <DescriptionList items={items} />
      {note.notes ? (
        <p className="mt-3 whitespace-pre-wrap border-line border-t pt-3 text-ink-soft text-sm">{note.notes}</p>
      ) : null}
    </Card>
  );
}

export function CreditNoteDetail() {
  const { creditNoteId } = route.useParams();
  const format = useFormat();
  const query = trpc.credit_notes.get.useQuery({ id: creditNoteId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  const note = query.data;
  if (!note) return <SkeletonLines lines={10} />;
  return (
    <>
      <PageHeader
        title={note.credit_note_number}
        description={`${format.money(note.credited_total, note.currency)} to ${note.customer.name}`}
        parent={{ label: 'Credit notes', link: { to: '/credit-notes' } }}
        actions={
          <>
            <PdfButton
              path={`/api/credit-notes/${note.id}/pdf`}
              name={`${note.credit_note_number}.pdf`}
              label="PDF"
              icon={<Download aria-hidden />}
            />
            <SendCreditNote note={note} />
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_304px]">
        <div className="flex min-w-0 flex-col gap-4">
          {note.amount_refundable > 0 && note.import_id === null ? (
            <Callout title={`${format.money(note.amount_refundable, note.currency)} goes back to the customer`}>
              Pay it back by bank transfer; no money is moved from here yet.
            </Callout>
          ) : null}
          {note.amount_account_credit > 0 ? (
            <Callout title={`${format.money(note.amount_account_credit, note.currency)} is on the account credit`}>
              It pays the next invoices of {note.customer.name} when they become final.
            </Callout>
          ) : null}
          <Card flush title="Lines">
            <CreditedLines items={note.items} currency={note.currency} />
            <CreditedTotals amounts={note} />
          </Card>
          {note.derivation ? (
            <Card title="How was this calculated?">
              <DerivationTable
                rows={creditedRows(note.derivation, format)}
                caption={`How ${format.money(note.credited_total, note.currency)} was calculated`}
              />
            </Card>
          ) : null}
        </div>
        <div className="flex flex-col gap-4">
          <Facts note={note} />
          <MailsAbout objectId={note.id} />
        </div>
      </div>
    </>
  );
}
