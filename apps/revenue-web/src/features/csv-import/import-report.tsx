import { Link, type LinkOptions } from '@tanstack/react-router';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';

import type { CsvReport } from './csv-report.ts';

type Fault = CsvReport['faults'][number];

/** A row that was taken, as the list shows it. */
export type TakenRow = {
  line: number;
  outcome: 'create' | 'update' | 'skip';
  name: string;
  detail: string | null;
  note: string;
  link: LinkOptions | null;
};

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

const rowColumns = (noun: string): Column<TakenRow>[] => [
  { id: 'line', header: 'Line', align: 'end', className: 'w-16', cell: (row) => row.line },
  {
    id: 'name',
    header: capitalized(noun),
    wrap: true,
    cell: (row) => (
      <span className="wrap-anywhere">
        {row.link ? (
          <Link {...row.link} className="text-accent-ink underline-offset-2 hover:underline">
            {row.name}
          </Link>
        ) : (
          row.name
        )}
        {row.detail ? <span className="block text-ink-faint text-xs">{row.detail}</span> : null}
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

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Where the rows of the file go: the four add up to the first. */
function Counts({ report }: { report: CsvReport }) {
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
export function ImportReport({ noun, report, rows }: { noun: string; report: CsvReport; rows: TakenRow[] }) {
  const { faults, refused, ignored_columns } = report;
  return (
    <div className="flex flex-col gap-4">
      <Counts report={report} />
      {ignored_columns.length > 0 ? (
        <Callout title={`Columns that are no fields of a ${noun}`}>
          Not read: {ignored_columns.join(', ')}. Say above which field they hold where they should be.
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
          <DataTable caption="Rows taken" columns={rowColumns(noun)} rows={rows} rowKey={(row) => String(row.line)} />
        </Card>
      ) : null}
    </div>
  );
}
