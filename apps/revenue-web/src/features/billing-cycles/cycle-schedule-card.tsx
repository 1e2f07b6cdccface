import type { ScheduledPeriod } from '@revenue/billing-core/billing-cycles';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';

/** The periods at hand with the day on which each is invoiced. */
export function CycleScheduleCard({
  periods,
  description,
}: {
  periods: readonly ScheduledPeriod[];
  description: string;
}) {
  const format = useFormat();
  return (
    <Card title="Periods" description={description}>
      {periods.length === 0 ? (
        <p className="text-ink-faint text-sm">Fill in when it bills to see its periods.</p>
      ) : (
        <ol className="flex flex-col divide-y divide-line">
          {periods.map(({ start, end, issue_on }) => (
            <li key={start} className="flex flex-wrap justify-between gap-x-4 py-2 text-sm">
              <span className="text-ink">{format.period(start, end)}</span>
              <span className="text-ink-soft">invoiced {format.date(issue_on)}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
