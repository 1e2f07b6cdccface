import type { Overview } from '@revenue/billing-core/overview';
import { Link } from '@tanstack/react-router';
import { Gauge } from 'lucide-react';
import { useFormat } from '../../format/use-format.ts';
import { BarChart } from '../../ui/bar-chart.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export function UsageChart({ overview }: { overview: Overview }) {
  const format = useFormat();
  const bars = overview.usage_by_day.map((day) => ({
    label: format.shortDate(day.day),
    name: format.date(day.day),
    value: day.records,
    shown: format.number(day.records),
  }));
  if (bars.length === 0) {
    return (
      <Card title="Usage by day">
        <EmptyState
          icon={Gauge}
          title="No usage yet"
          action={
            <Button asChild>
              <Link to="/usage/import">Import a file</Link>
            </Button>
          }
        >
          Records come from your systems through the API, or from a CSV or NDJSON file.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card title="Usage by day" description="Records, the last days that have any">
      <BarChart
        title="Usage records by day"
        labelHeader="Day"
        valueHeader="Records"
        bars={bars}
        formatTick={(value) => format.compactNumber(value)}
      />
    </Card>
  );
}
