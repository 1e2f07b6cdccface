import type { LifecycleReport } from '@revenue/billing-core/metrics';
import { SUBSCRIPTION_STATUSES } from '@revenue/billing-core/subscriptions';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';

const fills: Record<string, string> = {
  trialing: 'bg-chart-2',
  active: 'bg-chart-1',
  past_due: 'bg-chart-3',
  paused: 'bg-chart-6',
  canceled: 'bg-chart-4',
  expired: 'bg-chart-6',
  incomplete: 'bg-chart-6',
};

/** In the order of a life; one that waits for its first payment is seldom, and shown where there is one. */
export function StatusFunnel({ report }: { report: LifecycleReport }) {
  const format = useFormat();
  const { by_status } = report;
  const most = Math.max(1, ...Object.values(by_status));
  const shown = SUBSCRIPTION_STATUSES.filter((status) => status !== 'incomplete' || (by_status.incomplete ?? 0) > 0);
  return (
    <Card title="Subscriptions by status" description={`At the end of ${format.date(report.to)}`}>
      <table className="w-full text-sm">
        <caption className="sr-only">Subscriptions by status</caption>
        <tbody>
          {shown.map((status) => {
            const count = by_status[status] ?? 0;
            return (
              <tr key={status}>
                <th scope="row" className="w-24 py-1 pr-3 text-left font-normal">
                  <Link
                    to="/subscriptions"
                    search={{ status }}
                    className="rounded-sm text-ink-soft hover:text-ink hover:underline"
                  >
                    {humanize(status)}
                  </Link>
                </th>
                <td className="py-1" aria-hidden>
                  <span
                    className={cx('block h-5 rounded-[3px]', count > 0 && 'min-w-1', fills[status])}
                    style={{ width: `${(100 * count) / most}%` }}
                  />
                </td>
                <td className="tabular w-16 py-1 pl-3 text-right font-medium text-ink">{format.number(count)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
