import type { RevenueReport } from '@revenue/billing-core/reports';
import { useFormat } from '../../format/use-format.ts';
import { BarChart } from '../../ui/bar-chart.tsx';
import { Card } from '../../ui/card.tsx';
import { periodName } from './period-name.ts';

/** Net revenue by period, in one currency. Periods without revenue are shown as what they are. */
export function RevenueChart({ report, currency }: { report: RevenueReport; currency: string }) {
  const format = useFormat();
  const rows = new Map(report.data.filter((row) => row.currency === currency).map((row) => [row.period_start, row]));
  const bars = report.periods.map((start) => {
    const value = rows.get(start)?.net ?? 0;
    return { ...periodName(format, report.interval, start), value, shown: format.money(value, currency) };
  });
  return (
    <Card title="Net revenue" description={`${currency}, by date of issue, less discounts and without tax`}>
      <BarChart
        title={`Net revenue by ${report.interval} in ${currency}`}
        labelHeader="Period"
        valueHeader="Net revenue"
        bars={bars}
        formatTick={(value) => format.compactMoney(value, currency)}
      />
    </Card>
  );
}
