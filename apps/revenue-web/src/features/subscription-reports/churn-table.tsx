import type { ChurnReport } from '@revenue/billing-core/metrics';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { periodName } from '../reports/period-name.ts';
import { useRates } from './use-rates.tsx';

type Row = ChurnReport['data'][number];

export function ChurnTable({ report, currency }: { report: ChurnReport; currency: string }) {
  const format = useFormat();
  const { percent, ratio, money } = useRates(currency);
  const column = (id: string, header: string, cell: Column<Row>['cell'], from?: Column<Row>['from']): Column<Row> => ({
    id,
    header,
    align: 'end',
    cell,
    ...(from ? { from } : {}),
  });
  const columns: Column<Row>[] = [
    { id: 'period', header: 'Period', cell: (row) => periodName(format, report.interval, row.period_start).name },
    column(
      'lost',
      'Customers lost',
      (row) => `${format.number(row.lost_customers)} of ${format.number(row.opening_customers)}`,
      'sm',
    ),
    column('customers', 'Customer churn', (row) => percent(row.customer_churn)),
    column('gross', 'Revenue churn', (row) => percent(row.gross_mrr_churn), 'sm'),
    column('net', 'Net churn', (row) => percent(row.net_mrr_churn), 'lg'),
    column('nrr', 'NRR', (row) => percent(row.net_revenue_retention)),
    column('grr', 'GRR', (row) => percent(row.gross_revenue_retention), 'md'),
    column('quick', 'Quick ratio', (row) => ratio(row.quick_ratio), 'lg'),
    column('arpa', 'ARPA', (row) => money(row.arpa), 'md'),
  ];
  return (
    <Card flush title="By period" description="A dash where nothing stood at the opening, or nothing was lost">
      <DataTable
        caption={`Churn by ${report.interval} in ${currency}`}
        columns={columns}
        rows={report.data.filter((row) => row.currency === currency).toReversed()}
        rowKey={(row) => row.period_start}
      />
    </Card>
  );
}
