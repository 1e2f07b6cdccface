import type { LifecycleReport, LifecycleRow } from '@revenue/billing-core/metrics';
import { useFormat } from '../../format/use-format.ts';
import { BarChart, type Series } from '../../ui/bar-chart.tsx';
import { Card } from '../../ui/card.tsx';
import { periodName } from '../reports/period-name.ts';

const EVENTS = [
  { id: 'started', name: 'Started', sign: 1, colour: 1 },
  { id: 'resumed', name: 'Resumed', sign: 1, colour: 5 },
  { id: 'paused', name: 'Paused', sign: -1, colour: 6 },
  { id: 'expired', name: 'Expired', sign: -1, colour: 3 },
  { id: 'canceled', name: 'Canceled', sign: -1, colour: 4 },
] as const satisfies readonly (Series & { id: keyof LifecycleRow; sign: 1 | -1 })[];

/** What came and what went, under how many go on. */
export function LifecycleChart({ report }: { report: LifecycleReport }) {
  const format = useFormat();
  const written = (value: number) => ({ value, shown: format.number(value).replace('-', '−') });
  const periods = report.data.map((row) => {
    const parts = EVENTS.map(({ id, sign }) => sign * row[id] || 0);
    const { trialing = 0, active = 0, past_due = 0 } = row.closing;
    return {
      live: written(trialing + active + past_due),
      bar: {
        ...periodName(format, report.interval, row.period_start),
        ...written(parts.reduce((sum, part) => sum + part, 0)),
        parts: parts.map(written),
      },
    };
  });
  return (
    <Card title="What came and went" description="Under the subscriptions that run at the end of each period">
      <BarChart
        title={`Subscriptions that came and went by ${report.interval}`}
        labelHeader="Period"
        valueHeader="Net"
        bars={periods.map(({ bar }) => bar)}
        series={EVENTS}
        line={{ name: 'Running', values: periods.map(({ live }) => live) }}
        formatTick={(value) => (Number.isInteger(value) ? format.compactNumber(value).replace('-', '−') : '')}
      />
    </Card>
  );
}
