import type { InvoiceImportReport as Report } from '@revenue/billing-core/invoice-imports';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { countryName } from '../../format/places.ts';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { RefusedRows } from './refused-rows.tsx';

const route = getRouteApi('/app/invoices/imports/$importId');

function Counts({ report }: { report: Report }) {
  const format = useFormat();
  const figures = [
    { label: 'Rows in the file', value: report.rows_total, note: 'blank lines left out' },
    { label: 'Taken', value: report.rows_accepted, note: 'lines of a document now' },
    { label: 'Known already', value: report.rows_known, note: 'imported before; nothing changed' },
    { label: 'Refused', value: report.rows_refused, note: 'listed with their reason', alarming: true },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-low lg:grid-cols-4">
      {figures.map((figure) => (
        <div key={figure.label} className="bg-surface px-4 py-3.5">
          <dt className="text-ink-faint text-xs">{figure.label}</dt>
          <dd
            className={cx(
              'tabular mt-1 font-semibold text-xl tracking-tight max-sm:text-lg',
              figure.alarming && figure.value > 0 ? 'text-danger-ink' : 'text-ink',
            )}
          >
            {format.number(figure.value)}
          </dd>
          <dd className="text-ink-faint text-xs">{figure.note}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the counts come to, in one sentence. */
function Outcome({ report }: { report: Report }) {
  const { invoices, credit_notes, customers, products } = report;
  if (report.rows_total === 0) return <Callout tone="warning" title="The file has no rows" />;
  if (invoices + credit_notes === 0)
    return (
      <Callout title="Nothing was added">
        {report.rows_known > 0 ? 'What could be taken was imported before.' : 'No document could be taken.'}
      </Callout>
    );
  const made = [
    counted(invoices, 'invoice'),
    counted(credit_notes, 'credit note'),
    counted(customers, 'customer'),
    counted(products, 'product'),
  ];
  return <Callout tone="success" title={`New: ${made.join(', ')}`} />;
}

function Sums({ sums }: { sums: Report['sums'] }) {
  const format = useFormat();
  if (sums.length === 0) return null;
  return (
    <Card flush title="By country" description="What the documents of this file come to.">
      <DataTable
        caption="Sums by country"
        rows={sums}
        rowKey={(sum) => `${sum.country} ${sum.currency}`}
        columns={[
          { id: 'country', header: 'Country', cell: (sum) => (sum.country ? countryName(sum.country) : 'None') },
          { id: 'invoices', header: 'Invoices', align: 'end', from: 'sm', cell: (sum) => format.number(sum.invoices) },
          {
            id: 'invoiced',
            header: 'Invoiced',
            align: 'end',
            cell: (sum) => <Money amount={sum.invoiced} currency={sum.currency} />,
          },
          {
            id: 'notes',
            header: 'Credit notes',
            align: 'end',
            from: 'sm',
            cell: (sum) => format.number(sum.credit_notes),
          },
          {
            id: 'credited',
            header: 'Credited',
            align: 'end',
            cell: (sum) => <Money amount={sum.credited} currency={sum.currency} />,
          },
        ]}
      />
    </Card>
  );
}

export function InvoiceImportReport() {
  const { importId } = route.useParams();
  const format = useFormat();
  const report = trpc.invoice_imports.get.useQuery({ id: importId }, { staleTime: Number.POSITIVE_INFINITY });
  if (report.error) return <ProblemState error={report.error} onRetry={() => report.refetch()} />;
  if (!report.data) return <SkeletonLines lines={8} />;
  return (
    <>
      <PageHeader
        title={report.data.file_name}
        parent={{ label: 'Imports', link: { to: '/invoices/imports' } }}
        description={`Imported by ${report.data.created_by} on ${format.dateTime(report.data.created_at)}`}
        actions={
          <>
            <Button asChild>
              <Link to="/invoices">See the invoices</Link>
            </Button>
            <Button asChild>
              <Link to="/invoices/import">Import another file</Link>
            </Button>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <Counts report={report.data} />
        <Outcome report={report.data} />
        <Sums sums={report.data.sums} />
        {report.data.rows_refused > 0 ? <RefusedRows report={report.data} /> : null}
      </div>
    </>
  );
}
