import type { CustomerImportReport } from '@revenue/billing-core/customers';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../../format/use-format.ts';
import { counted } from '../../../format/words.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Card } from '../../../ui/card.tsx';
import { cx } from '../../../ui/cx.ts';
import { type Column, DataTable } from '../../../ui/data-table.tsx';

type Fault = CustomerImportReport['faults'][number];
type Row = CustomerImportReport['rows'][number];

const faultColumns: Column<Fault>[] = [
  { id: 'line', header: 'Line', align: 'end', className: 'w-16 align-top', cell: (fault) => fault.line },
  {
    id: 'column',
    header: 'Column',
    className: 'align-top',
    cell: (fault) =>
      fault.column ? <code className="text-xs">{fault.column}</code> : <span className="text-ink-faint">–</span>,
  },
  {
    id: 'value',
    header: 'What stands there',
    from: 'sm',
    wrap: true,
    className: 'align-top',
    cell: (fault) => <code className="break-all text-ink-soft text-xs">{fault.value ?? ''}</code>,
  },
  { id: 'reason', header: 'Reason', wrap: true, className: 'min-w-56 align-top', cell: (fault) => fault.message },
];

const outcomes = { create: 'New', update: 'Changed', skip: 'Left as it is' } as const;

const rowColumns: Column<Row>[] = [
  { id: 'line', header: 'Line', align: 'end', className: 'w-16', cell: (row) => row.line },
  {
    id: 'name',
    header: 'Customer',
    wrap: true,
    cell: (row) => (
      <span className="wrap-anywhere">
        {row.customer_id ? (
          <Link
            to="/customers/$customerId"
            params={{ customerId: row.customer_id }}
            className="text-accent-ink underline-offset-2 hover:underline"
          >
            {row.name}
          </Link>
        ) : (
          row.name
        )}
        <span className="block text-ink-faint text-xs">{row.email}</span>
      </span>
    ),
  },
  {
    id: 'outcome',
    header: 'Outcome',
    cell: (row) => (
      <Badge tone={row.outcome === 'create' ? 'success' : row.outcome === 'update' ? 'info' : 'neutral'}>
        {outcomes[row.outcome]}
      </Badge>
    ),
  },
  {
    id: 'note',
    header: 'Why',
    from: 'sm',
    wrap: true,
    cell: (row) => <span className="text-ink-soft">{row.note}</span>,
  },
];

/** Where the rows of the file go: the four add up to the first. */
function Counts({ report }: { report: CustomerImportReport }) {
  const format = useFormat();
  const figures = [
    { label: 'Rows in the file', value: report.rows_total },
    { label: report.dry_run ? 'Would be added' : 'Added', value: report.created },
    { label: report.dry_run ? 'Would be changed' : 'Changed', value: report.updated },
    { label: 'Left as they are', value: report.skipped },
    { label: 'Refused', value: report.refused, alarming: true },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-low sm:grid-cols-5">
      {figures.map((figure, at) => (
        <div key={figure.label} className={cx('bg-surface px-4 py-3', at === 0 && 'max-sm:col-span-2')}>
          <dt className="text-ink-faint text-xs">{figure.label}</dt>
          <dd
            className={cx(
              'tabular mt-0.5 font-semibold text-lg',
              figure.alarming && figure.value > 0 ? 'text-danger-ink' : 'text-ink',
            )}
          >
            {format.number(figure.value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What became of the file, or what would. */
export function ImportReport({ report }: { report: CustomerImportReport }) {
  const { faults, rows, refused, ignored_columns } = report;
  return (
    <div className="flex flex-col gap-4">
      <Counts report={report} />
      {ignored_columns.length > 0 ? (
        <Callout title="Columns that are no fields of a customer">
          Not read: {ignored_columns.join(', ')}. Give them the name of a field where they should be.
        </Callout>
      ) : null}
      {faults.length > 0 ? (
        <Card
          flush
          title={`${counted(refused, 'row is', 'rows are')} refused`}
          description="Correct them in the file and send it again: what went in already is known then."
        >
          <DataTable
            caption="Refused rows"
            columns={faultColumns}
            rows={faults}
            rowKey={(fault) => `${fault.line} ${fault.column} ${fault.message}`}
          />
        </Card>
      ) : null}
      {rows.length > 0 ? (
        <Card flush title="The other rows" description={`The first ${rows.length} of them.`}>
          <DataTable caption="Rows taken" columns={rowColumns} rows={rows} rowKey={(row) => String(row.line)} />
        </Card>
      ) : null}
    </div>
  );
}
