import type { CustomerReport } from '@revenue/billing-core/reports';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../format/use-format.ts';
import { cx } from '../../ui/cx.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';

type Total = CustomerReport['ageing_totals'][number];
type Debt = CustomerReport['ageing'][number];

const buckets = [
  ['current', 'Not yet due', 'bg-ink-faint/40'],
  ['days_1_30', '1–30 days', 'bg-accent/50'],
  ['days_31_60', '31–60 days', 'bg-accent'],
  ['days_61_90', '61–90 days', 'bg-warning'],
  ['over_90', 'Over 90 days', 'bg-danger'],
] as const;

/** The share of each age in what is open. The figures stand beside it, so it is only for the eye. */
function AgeBar({ total }: { total: Total }) {
  return (
    <div aria-hidden className="flex h-2 overflow-hidden rounded-full bg-sunken">
      {buckets.map(([name, , color]) => (
        <span key={name} className={color} style={{ flexGrow: Math.max(0, total[name]) }} />
      ))}
    </div>
  );
}

function Legend({ total }: { total: Total }) {
  const format = useFormat();
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2">
      {buckets.map(([name, label, color]) => (
        <div key={name}>
          <dt className="flex items-center gap-1.5 text-ink-faint text-xs">
            <span aria-hidden className={cx('size-2 rounded-full', color)} />
            {label}
          </dt>
          <dd className="tabular font-medium text-ink text-sm">{format.money(total[name], total.currency)}</dd>
        </div>
      ))}
      <div>
        <dt className="text-ink-faint text-xs">In all</dt>
        <dd className="tabular font-semibold text-ink text-sm">{format.money(total.amount_due, total.currency)}</dd>
      </div>
    </dl>
  );
}

/** What is open, by age and by who owes it. */
export function AgeingTable({ total, rows }: { total: Total; rows: readonly Debt[] }) {
  const format = useFormat();
  const amount = (name: (typeof buckets)[number][0], row: Debt) =>
    row[name] === 0 ? <span className="text-ink-faint">–</span> : format.money(row[name], row.currency);
  const columns: Column<Debt>[] = [
    {
      id: 'customer',
      header: 'Customer',
      wrap: true,
      cell: (row) => (
        <Link
          to="/customers/$customerId"
          params={{ customerId: row.customer_id }}
          className="rounded-sm font-medium text-ink hover:underline"
        >
          {row.customer_name}
        </Link>
      ),
    },
    ...buckets.map(
      ([name, label]): Column<Debt> => ({
        id: name,
        header: label,
        align: 'end',
        from: 'lg',
        cell: (row) => amount(name, row),
      }),
    ),
    { id: 'due', header: 'Open', align: 'end', cell: (row) => format.money(row.amount_due, row.currency) },
  ];
  return (
    <>
      <div className="flex flex-col gap-3 px-4 pt-1 pb-4">
        <AgeBar total={total} />
        <Legend total={total} />
      </div>
      <DataTable
        caption="Receivables by age and customer"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.customer_id}
      />
    </>
  );
}
