import type { MrrReport } from '@revenue/billing-core/metrics';
import { Link } from '@tanstack/react-router';
import { Money } from '../../format/money.tsx';
import { countryName } from '../../format/places.ts';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { periodName } from '../reports/period-name.ts';

type Row = Omit<MrrReport['data'][number], 'period_start'>;

function amounts<Shown extends Row>(currency: string): Column<Shown>[] {
  const money = (id: keyof Row, header: string, from?: 'sm' | 'md' | 'lg'): Column<Shown> => ({
    id,
    header,
    align: 'end',
    ...(from ? { from } : {}),
    cell: (row) =>
      row[id] === 0 && id !== 'opening' && id !== 'closing' ? (
        <span className="text-ink-faint">–</span>
      ) : (
        <Money amount={Number(row[id])} currency={currency} />
      ),
  });
  return [
    money('opening', 'Opening', 'sm'),
    money('new', 'New', 'md'),
    money('expansion', 'Expansion', 'lg'),
    money('reactivation', 'Reactivation', 'lg'),
    money('contraction', 'Contraction', 'lg'),
    money('churn', 'Churn', 'md'),
    money('net_new', 'Net new'),
    money('closing', 'Closing'),
  ];
}

/** Every period with what it opened and closed with, the latest first. */
export function MrrPeriods({ report, currency }: { report: MrrReport; currency: string }) {
  const format = useFormat();
  const columns: Column<MrrReport['data'][number]>[] = [
    { id: 'period', header: 'Period', cell: (row) => periodName(format, report.interval, row.period_start).name },
    ...amounts<MrrReport['data'][number]>(currency),
    {
      id: 'customers',
      header: 'Customers',
      align: 'end',
      from: 'sm',
      cell: (row) => format.number(row.closing_customers),
    },
  ];
  return (
    <Card flush title="By period" description="Each opens with what the one before closed with">
      <DataTable
        caption={`MRR by ${report.interval} in ${currency}`}
        columns={columns}
        rows={report.data.filter((row) => row.currency === currency).toReversed()}
        rowKey={(row) => row.period_start}
      />
    </Card>
  );
}

/** The plans or countries that MRR is split by, over all days of the report. */
export function MrrGroups({ report, currency }: { report: MrrReport; currency: string }) {
  const { group_by } = report;
  type Group = MrrReport['groups'][number];
  const name = ({ key, name }: Group) =>
    group_by === 'country' ? (
      countryName(key ?? '')
    ) : (
      <Link
        to="/plans/$planId"
        params={{ planId: key ?? '' }}
        className="rounded-sm font-medium text-ink hover:underline"
      >
        {name}
      </Link>
    );
  const columns: Column<Group>[] = [
    { id: 'group', header: group_by === 'country' ? 'Country' : 'Plan', wrap: true, cell: name },
    ...amounts<Group>(currency),
  ];
  const description =
    group_by === 'plan'
      ? 'A change of plan is expansion in one and contraction in the other; nobody came or went'
      : 'Where customers are today';
  return (
    <Card flush title={group_by === 'country' ? 'Countries' : 'Plans'} description={description}>
      <DataTable
        caption={`MRR by ${group_by} in ${currency}`}
        columns={columns}
        rows={report.groups.filter((row) => row.currency === currency)}
        rowKey={(row) => row.key ?? ''}
      />
    </Card>
  );
}
