import type { ChurnReport } from '@revenue/billing-core/metrics';
import { useFormat } from '../../format/use-format.ts';
import { BarChart, type Series } from '../../ui/bar-chart.tsx';
import { Card } from '../../ui/card.tsx';
import { periodName } from '../reports/period-name.ts';

const series: readonly Series[] = [
  { id: 'churn', name: 'Churn', colour: 4 },
  { id: 'contraction', name: 'Contraction', colour: 3 },
];

/** The MRR that was lost, under the share of customers who left. */
export function ChurnChart({ report, currency }: { report: ChurnReport; currency: string }) {
  const format = useFormat();
  const written = (value: number) => ({ value, shown: format.money(value, currency) });
  const rows = new Map(report.data.flatMap((row) => (row.currency === currency ? [[row.period_start, row]] : [])));
  const periods = report.periods.map((start) => {
    const { churn = 0, contraction = 0, customer_churn = null } = rows.get(start) ?? {};
    return {
      left: { value: customer_churn ?? 0, shown: customer_churn === null ? '–' : format.percent(customer_churn, 1) },
      bar: {
        ...periodName(format, report.interval, start),
        // Sums of decimal numbers have no more places than they have.
        ...written(Math.round((churn + contraction) * 10_000) / 10_000),
        parts: [written(churn), written(contraction)],
      },
    };
  });
  return (
    <Card
      title="Customers who left, and MRR lost"
      description={`The share of the customers of the opening; ${currency}`}
    >
      <BarChart
        title={`Customer churn and lost MRR by ${report.interval} in ${currency}`}
        labelHeader="Period"
        valueHeader="MRR lost"
        bars={periods.map(({ bar }) => bar)}
        series={series}
        line={{
          name: 'Customer churn',
          values: periods.map(({ left }) => left),
          formatTick: (value) => format.percent(value, 1),
        }}
        formatTick={(value) => format.compactMoney(value, currency)}
      />
    </Card>
  );
}
