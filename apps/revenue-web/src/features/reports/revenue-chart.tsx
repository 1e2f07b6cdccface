import type { RevenueReport } from '@revenue/billing-core/reports';
import { useFormat } from '../../format/use-format.ts';
import { type Bar, BarChart } from '../../ui/bar-chart.tsx';
import { Card } from '../../ui/card.tsx';
import { netByPeriod, partsOf } from './chart-parts.ts';
import { periodName } from './period-name.ts';

type Props = { report: RevenueReport; split: RevenueReport | undefined; currency: string };

/** Net revenue by period, in one currency. Periods without revenue are shown as what they are. */
export function RevenueChart({ report, split, currency }: Props) {
  const format = useFormat();
  const net = netByPeriod(report, currency);
  const parts = split && split.group_by !== 'currency' ? partsOf(split, currency, net) : null;
  const bars = report.periods.map((start): Bar => {
    const value = net.get(start) ?? 0;
    const written = (amount: number) => ({ value: amount, shown: format.money(amount, currency) });
    return {
      ...periodName(format, report.interval, start),
      ...written(value),
      ...(parts ? { parts: parts.at(start).map(written) } : {}),
    };
  });
  const by = split?.group_by ?? null;
  return (
    <Card
      title="Net revenue"
      description={`${currency}, by date of issue, less discounts and credit notes, without tax`}
    >
      <BarChart
        title={`Net revenue by ${report.interval}${parts ? ` and ${by}` : ''} in ${currency}`}
        labelHeader="Period"
        valueHeader="Net revenue"
        bars={bars}
        {...(parts ? { series: parts.series } : {})}
        formatTick={(value) => format.compactMoney(value, currency)}
      />
    </Card>
  );
}
