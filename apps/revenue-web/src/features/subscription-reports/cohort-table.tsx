import type { CohortView, LifecycleReport } from '@revenue/billing-core/metrics';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { CurrencyChoice } from '../reports/currency-choice.tsx';
import { DownloadCsv } from '../reports/download-csv.tsx';
import { useReportCurrency } from '../reports/use-report-currency.ts';
import { useMetricsQuery } from './use-metrics-query.ts';

const measures = [
  { value: 'revenue_retention', label: 'MRR' },
  { value: 'customer_retention', label: 'Customers' },
] as const;

type Measure = (typeof measures)[number]['value'];

/** How much of each month's new customers, or of their MRR, is there at the end of each month since. */
export function CohortTable({ report }: { report: LifecycleReport }) {
  const { range } = useMetricsQuery();
  const currencies = [...new Set(report.cohorts.map(({ currency }) => currency))].map((currency) => ({ currency }));
  const choice = useReportCurrency(currencies);
  const [measure, measureBy] = useState<Measure>('revenue_retention');
  const cohorts = report.cohorts.filter(({ currency }) => currency === choice.currency);
  return (
    <Card
      flush
      title="Cohorts"
      description="Customers by the month in which they first had MRR: what is left of them at the end of each month since"
      actions={<DownloadCsv report="subscriptions/cohorts" query={range} />}
    >
      <div className="flex flex-wrap gap-3 px-4 pb-3">
        <Segmented
          name="measure"
          label="What is shown"
          value={measure}
          onChange={(value) => measureBy(value as Measure)}
          segments={measures}
        />
        <CurrencyChoice {...choice} />
      </div>
      {cohorts.length === 0 ? (
        <EmptyState icon={Users} title="No month is over yet">
          The first cohort is shown when its month has ended.
        </EmptyState>
      ) : (
        <Heat cohorts={cohorts} measure={measure} currency={choice.currency} />
      )}
    </Card>
  );
}

function Heat({ cohorts, measure, currency }: { cohorts: readonly CohortView[]; measure: Measure; currency: string }) {
  const format = useFormat();
  const months = Math.max(...cohorts.map(({ cells }) => cells.length));
  const head = 'whitespace-nowrap px-2 py-1.5 font-medium text-ink-faint';
  const title = `Retention of ${measure === 'customer_retention' ? 'customers' : `MRR in ${currency}`} by cohort`;
  return (
    // What scrolls must be reached by keyboard.
    <section className="overflow-x-auto px-2 pb-3" aria-label={title} tabIndex={months > 0 ? 0 : undefined}>
      <table className="tabular w-full text-xs">
        <caption className="sr-only">{title}, in percent</caption>
        <thead>
          <tr>
            <th scope="col" className={`${head} sticky left-0 bg-surface text-left`}>
              First month
            </th>
            <th scope="col" className={`${head} text-right`}>
              {measure === 'customer_retention' ? 'Customers' : 'MRR'}
            </th>
            {Array.from({ length: months }, (_, offset) => (
              // A month is known by its place.
              <th key={offset} scope="col" className={`${head} text-right`}>
                {offset === 0 ? 'End of it' : `+${offset}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map((cohort) => (
            <tr key={cohort.month}>
              <th
                scope="row"
                className="sticky left-0 whitespace-nowrap bg-surface px-2 py-1.5 text-left font-medium text-ink"
              >
                {format.month(cohort.month)}
              </th>
              <td className="whitespace-nowrap px-2 py-1.5 text-right text-ink-soft">
                {measure === 'customer_retention'
                  ? format.number(cohort.customers)
                  : format.money(cohort.mrr, currency)}
              </td>
              {cohort.cells.map((cell) => (
                <td
                  key={cell.offset}
                  className="min-w-12 px-2 py-1.5 text-right text-ink"
                  style={{
                    backgroundColor: `color-mix(in oklch, var(--accent) ${heatOf(cell[measure])}%, transparent)`,
                  }}
                >
                  {cell[measure] === null ? '–' : format.percent(cell[measure], 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** So much that figures are still read on it. */
function heatOf(percent: number | null): number {
  return Math.round(Math.min(120, percent ?? 0) * 0.34);
}
