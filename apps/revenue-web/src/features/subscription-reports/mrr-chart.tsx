import type { MrrReport } from '@revenue/billing-core/metrics';
import { useFormat } from '../../format/use-format.ts';
import { BarChart } from '../../ui/bar-chart.tsx';
import { Card } from '../../ui/card.tsx';
import { periodName } from '../reports/period-name.ts';
import { MOVEMENTS } from './movement-words.ts';

/** What MRR closed with, over what moved it; a period in which nothing stood shows as nothing. */
export function MrrChart({ report, currency }: { report: MrrReport; currency: string }) {
  const format = useFormat();
  const written = (value: number) => ({ value, shown: format.money(value, currency) });
  const rows = new Map(report.data.flatMap((row) => (row.currency === currency ? [[row.period_start, row]] : [])));
  const periods = report.periods.map((start) => {
    const row = rows.get(start);
    return {
      closing: written(row?.closing ?? 0),
      bar: {
        ...periodName(format, report.interval, start),
        ...written(row?.net_new ?? 0),
        parts: MOVEMENTS.map(({ id, sign }) => written(sign * (row?.[id] ?? 0) || 0)),
      },
    };
  });
  return (
    <Card title="MRR and what moved it" description={`${currency}, at the end of each period`}>
      <BarChart
        title={`MRR and its movements by ${report.interval} in ${currency}`}
        labelHeader="Period"
        valueHeader="Net new"
        bars={periods.map(({ bar }) => bar)}
        series={MOVEMENTS}
        line={{ name: 'MRR', values: periods.map(({ closing }) => closing) }}
        formatTick={(value) => format.compactMoney(value, currency)}
      />
    </Card>
  );
}
