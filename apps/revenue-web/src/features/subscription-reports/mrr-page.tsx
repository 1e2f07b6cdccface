import type { MrrReport } from '@revenue/billing-core/metrics';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { CurrencyChoice } from '../reports/currency-choice.tsx';
import { DownloadCsv } from '../reports/download-csv.tsx';
import { useReportCurrency } from '../reports/use-report-currency.ts';
import { Figures } from './figures.tsx';
import { MetricsFilters } from './metrics-filters.tsx';
import { MrrChart } from './mrr-chart.tsx';
import { MrrGroups, MrrPeriods } from './mrr-table.tsx';
import { NoMrr } from './no-mrr.tsx';
import { useMetricsQuery } from './use-metrics-query.ts';
import { Waterfall } from './waterfall.tsx';

function Report({ report }: { report: MrrReport }) {
  const format = useFormat();
  const { range, group_by } = useMetricsQuery();
  const choice = useReportCurrency(report.totals);
  const { currency } = choice;
  const split = trpc.reports.mrr.useQuery(
    { ...range, group_by },
    { enabled: group_by !== undefined, placeholderData: (before) => before },
  );
  const total = report.totals.find((row) => row.currency === currency);
  if (!total) return <NoMrr />;
  const money = (amount: number) => <Money amount={amount} currency={currency} />;
  return (
    <div className="flex flex-col gap-4">
      <CurrencyChoice {...choice} />
      <Figures
        figures={[
          { label: 'MRR', value: money(total.closing), says: `on ${format.date(report.to)}` },
          { label: 'ARR', value: money(total.arr), says: 'twelve times MRR' },
          { label: 'Net new', value: money(total.net_new), says: `since ${format.date(report.from)}` },
          {
            label: 'Customers',
            value: format.number(total.closing_customers),
            says: `with MRR, ${format.number(total.opening_customers)} at the opening`,
          },
        ]}
      />
      <MrrChart report={report} currency={currency} />
      <Waterfall report={report} total={total} currency={currency} />
      {split.error ? <ProblemState error={split.error} onRetry={() => split.refetch()} /> : null}
      {group_by && split.data?.group_by === group_by ? <MrrGroups report={split.data} currency={currency} /> : null}
      <MrrPeriods report={report} currency={currency} />
      <WhatCounts />
    </div>
  );
}

function WhatCounts() {
  return (
    <Card title="What counts">
      <ul className="flex list-disc flex-col gap-1 pl-4 text-ink-soft text-sm">
        <li>Fees that recur, made monthly: a yearly fee counts with a twelfth. Usage, one-time fees and tax do not.</li>
        <li>Lasting discounts of a subscription are taken off; when they end, that is expansion.</li>
        <li>
          Active and past due subscriptions. A trial counts from the day it converts; a paused one counts nothing until
          it goes on; a canceled one counts to its last day.
        </li>
        <li>
          A movement is that of the customer as a whole: whoever swaps one subscription for another has expanded or
          contracted, and has neither left nor come.
        </li>
        <li>Days are those of the company. Currencies are never added up.</li>
      </ul>
    </Card>
  );
}

export function MrrPage() {
  const { range, group_by } = useMetricsQuery();
  const format = useFormat();
  const report = trpc.reports.mrr.useQuery(range, { placeholderData: (before) => before });
  const { data, error } = report;
  return (
    <>
      <PageHeader
        title="MRR"
        description={
          data
            ? `Monthly recurring revenue from ${format.date(data.from)} to ${format.date(data.to)}, ${counted(data.periods.length, data.interval)}`
            : ' '
        }
        actions={<DownloadCsv report="subscriptions/mrr" query={{ ...range, group_by }} />}
      />
      <MetricsFilters report={data} splits />
      {error ? <ProblemState error={error} onRetry={() => report.refetch()} /> : null}
      {report.isPending ? <SkeletonLines lines={10} /> : null}
      {data && !error ? <Report report={data} /> : null}
    </>
  );
}
