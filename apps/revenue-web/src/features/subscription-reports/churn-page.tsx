import type { ChurnReport, ChurnTotal } from '@revenue/billing-core/metrics';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { CurrencyChoice } from '../reports/currency-choice.tsx';
import { DownloadCsv } from '../reports/download-csv.tsx';
import { useReportCurrency } from '../reports/use-report-currency.ts';
import { ChurnChart } from './churn-chart.tsx';
import { ChurnTable } from './churn-table.tsx';
import { Figures } from './figures.tsx';
import { MetricsFilters } from './metrics-filters.tsx';
import { NoMrr } from './no-mrr.tsx';
import { useMetricsQuery } from './use-metrics-query.ts';
import { useRates } from './use-rates.tsx';

/** The figures of all days of the report, each with what it says in plain words. */
function ChurnFigures({ total }: { total: ChurnTotal }) {
  const { percent, ratio, money } = useRates(total.currency);
  return (
    <Figures
      figures={[
        {
          label: 'Customer churn, a month',
          value: percent(total.monthly_customer_churn),
          says: 'of the customers at the start of a month, those who paid nothing at its end',
        },
        {
          label: 'Revenue churn, a month',
          value: percent(total.monthly_gross_mrr_churn),
          says: 'of the MRR at the start of a month, what was lost to customers who left or pay less',
        },
        {
          label: 'Net revenue churn, a month',
          value: percent(total.monthly_net_mrr_churn),
          says: 'the same less what was won by expansion and returns; below zero is growth',
        },
        {
          label: 'Quick ratio',
          value: ratio(total.quick_ratio),
          says: 'MRR won for each unit of MRR lost; four is healthy',
        },
        {
          label: 'NRR',
          value: percent(total.net_revenue_retention),
          says: 'net revenue retention: what the customers of the opening pay now, of what they paid then',
        },
        {
          label: 'GRR',
          value: percent(total.gross_revenue_retention),
          says: 'gross revenue retention: the same without what anyone pays more',
        },
        {
          label: 'ARPA',
          value: money(total.arpa),
          says: 'average revenue per account: MRR by the customers who pay it',
        },
        {
          label: 'LTV',
          value: money(total.ltv),
          says:
            total.ltv === null
              ? 'lifetime value: cannot be told while no customer was lost'
              : 'lifetime value: ARPA by the customer churn of a month, before costs',
        },
      ]}
    />
  );
}

function Report({ report }: { report: ChurnReport }) {
  const choice = useReportCurrency(report.totals);
  const total = report.totals.find((row) => row.currency === choice.currency);
  if (!total) return <NoMrr />;
  return (
    <div className="flex flex-col gap-4">
      <CurrencyChoice {...choice} />
      <ChurnFigures total={total} />
      <ChurnChart report={report} currency={choice.currency} />
      <ChurnTable report={report} currency={choice.currency} />
    </div>
  );
}

export function ChurnPage() {
  const { range } = useMetricsQuery();
  const format = useFormat();
  const report = trpc.reports.churn.useQuery(range, { placeholderData: (before) => before });
  const { data, error } = report;
  return (
    <>
      <PageHeader
        title="Churn"
        description={
          data ? `What was lost and what was kept from ${format.date(data.from)} to ${format.date(data.to)}` : ' '
        }
        actions={<DownloadCsv report="subscriptions/churn" query={range} />}
      />
      <MetricsFilters report={data} />
      {error ? <ProblemState error={error} onRetry={() => report.refetch()} /> : null}
      {report.isPending ? <SkeletonLines lines={10} /> : null}
      {data && !error ? <Report report={data} /> : null}
    </>
  );
}
