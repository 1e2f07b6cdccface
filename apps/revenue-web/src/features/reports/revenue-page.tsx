import { ReportGroup, ReportInterval, type RevenueReport } from '@revenue/billing-core/reports';
import { isLocalDate } from '@revenue/billing-core/time';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChartColumn } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { CurrencyChoice } from './currency-choice.tsx';
import { DownloadCsv } from './download-csv.tsx';
import { RevenueChart } from './revenue-chart.tsx';
import { RevenueFilters } from './revenue-filters.tsx';
import { RevenueTable } from './revenue-table.tsx';
import { RevenueTotals } from './revenue-totals.tsx';
import { useReportCurrency } from './use-report-currency.ts';

const route = getRouteApi('/app/reports/revenue');

/** What the address asks for; what it says wrongly is left to its default, so a broken link still shows a report. */
function useQuery() {
  const { from, to, interval, group_by } = route.useSearch();
  const day = (text: string | undefined) => (text && isLocalDate(text) ? text : undefined);
  return {
    range: { from: day(from), to: day(to), interval: ReportInterval.safeParse(interval).data },
    group_by: ReportGroup.safeParse(group_by).data,
  };
}

function Report({ report, query }: { report: RevenueReport; query: ReturnType<typeof useQuery> }) {
  const choice = useReportCurrency(report.totals);
  const { range, group_by } = query;
  const split = trpc.reports.revenue.useQuery(
    { ...range, group_by, top: 50 },
    { enabled: group_by !== undefined, placeholderData: (before) => before },
  );
  if (report.totals.length === 0) return <NoRevenue />;
  // While the next split is on its way the last one is shown, but not in the bars of other periods.
  const fits =
    split.data?.group_by === group_by &&
    split.data?.interval === report.interval &&
    split.data.from === report.from &&
    split.data.to === report.to;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <CurrencyChoice {...choice} />
        <RevenueTotals report={report} currency={choice.currency} />
      </div>
      <RevenueChart report={report} split={fits ? split.data : undefined} currency={choice.currency} />
      {split.error ? <ProblemState error={split.error} onRetry={() => split.refetch()} /> : null}
      {split.data && group_by ? <RevenueTable report={split.data} currency={choice.currency} /> : null}
    </div>
  );
}

function NoRevenue() {
  return (
    <Card>
      <EmptyState
        icon={ChartColumn}
        title="Nothing was invoiced in these days"
        action={
          <Button asChild variant="primary">
            <Link to="/invoices/new">New invoice</Link>
          </Button>
        }
      >
        An invoice counts from the moment it is sent. Choose other days, or send the first one.
      </EmptyState>
    </Card>
  );
}

export function RevenuePage() {
  const query = useQuery();
  const format = useFormat();
  const report = trpc.reports.revenue.useQuery(query.range, { placeholderData: (before) => before });
  const { data, error } = report;
  return (
    <>
      <PageHeader
        title="Revenue"
        description={
          data ? `Final invoices and credit notes from ${format.date(data.from)} to ${format.date(data.to)}` : ' '
        }
        actions={<DownloadCsv report="revenue" query={{ ...query.range, group_by: query.group_by, top: '1000' }} />}
      />
      <RevenueFilters report={data} />
      {error ? <ProblemState error={error} onRetry={() => report.refetch()} /> : null}
      {report.isPending ? <SkeletonLines lines={10} /> : null}
      {data && !error ? <Report report={data} query={query} /> : null}
    </>
  );
}
