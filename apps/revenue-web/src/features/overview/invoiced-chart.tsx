import type { Overview } from '@revenue/billing-core/overview';
import { useFormat } from '../../format/use-format.ts';
import { BarChart } from '../../ui/bar-chart.tsx';
import { Card } from '../../ui/card.tsx';
import { lastMonths } from './last-months.ts';

/** Invoiced by month, in one currency. Months without invoices are shown as what they are. */
export function InvoicedChart({ overview, currency }: { overview: Overview; currency: string }) {
  const format = useFormat();
  const bars = lastMonths(overview.today, 12).map((month) => {
    const row = overview.invoiced_by_month.find((entry) => entry.month === month && entry.currency === currency);
    const value = row?.total ?? 0;
    return { label: format.monthName(month), name: format.month(month), value, shown: format.money(value, currency) };
  });
  return (
    <Card title="Invoiced by month" description={`${currency}, by issue date, with tax`}>
      <BarChart
        title={`Invoiced by month in ${currency}`}
        labelHeader="Month"
        valueHeader="Invoiced"
        bars={bars}
        formatTick={(value) => format.compactMoney(value, currency)}
      />
    </Card>
  );
}
