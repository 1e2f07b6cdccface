import type { LifecycleReport } from '@revenue/billing-core/metrics';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { DownloadCsv } from '../reports/download-csv.tsx';
import { CohortTable } from './cohort-table.tsx';
import { LifecycleChart } from './lifecycle-chart.tsx';
import { MetricsFilters } from './metrics-filters.tsx';
import { NoMrr } from './no-mrr.tsx';
import { StatusFunnel } from './status-funnel.tsx';
import { TrialConversion } from './trial-conversion.tsx';
import { useMetricsQuery } from './use-metrics-query.ts';

function Report({ report }: { report: LifecycleReport }) {
  if (Object.keys(report.by_status).length === 0) return <NoMrr />;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 lg:grid-cols-2">
        <StatusFunnel report={report} />
        <TrialConversion report={report} />
      </div>
      <LifecycleChart report={report} />
      <CohortTable report={report} />
    </div>
  );
}

export function LifecyclePage() {
  const { range } = useMetricsQuery();
  const format = useFormat();
  const report = trpc.reports.lifecycle.useQuery(range, { placeholderData: (before) => before });
  const { data, error } = report;
  return (
    <>
      <PageHeader
        title="Lifecycle"
        description={
          data ? `What became of subscriptions from ${format.date(data.from)} to ${format.date(data.to)}` : ' '
        }
        actions={<DownloadCsv report="subscriptions/lifecycle" query={range} />}
      />
      <MetricsFilters report={data} />
      {error ? <ProblemState error={error} onRetry={() => report.refetch()} /> : null}
      {report.isPending ? <SkeletonLines lines={10} /> : null}
      {data && !error ? <Report report={data} /> : null}
    </>
  );
}
