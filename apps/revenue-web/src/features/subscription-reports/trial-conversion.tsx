import type { LifecycleReport } from '@revenue/billing-core/metrics';
import { Hourglass } from 'lucide-react';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { periodName } from '../reports/period-name.ts';

type Row = LifecycleReport['trial_cohorts'][number];

/** How trials fare, by when they began: a rate of those that are decided, since one that runs is no failure. */
export function TrialConversion({ report }: { report: LifecycleReport }) {
  const format = useFormat();
  const { trials, trial_cohorts, interval } = report;
  const rate = (value: number | null) =>
    value === null ? <span className="text-ink-faint">–</span> : format.percent(value, 1);
  const count = (id: 'started' | 'converted' | 'lost' | 'running', header: string, from?: 'sm'): Column<Row> => ({
    id,
    header,
    align: 'end',
    cell: (row) => format.number(row[id]),
    ...(from ? { from } : {}),
  });
  const columns: Column<Row>[] = [
    { id: 'period', header: 'Began', cell: (row) => periodName(format, interval, row.period_start).name },
    count('started', 'Trials'),
    count('converted', 'Converted'),
    count('lost', 'Lost', 'sm'),
    count('running', 'Running', 'sm'),
    { id: 'rate', header: 'Rate', align: 'end', cell: (row) => rate(row.rate) },
  ];
  return (
    <Card
      flush
      title="Trials that convert"
      description={
        trials.rate === null
          ? 'Converted, of the trials that are decided'
          : `${format.percent(trials.rate, 1)} of the ${format.number(trials.converted + trials.lost)} that are decided became paying`
      }
    >
      <DataTable
        caption="Trials by when they began"
        columns={columns}
        rows={trial_cohorts.toReversed()}
        rowKey={(row) => row.period_start}
        empty={
          <EmptyState icon={Hourglass} title="No trial began in these days">
            Give a plan trial days, or a subscription when it is made.
          </EmptyState>
        }
      />
    </Card>
  );
}
