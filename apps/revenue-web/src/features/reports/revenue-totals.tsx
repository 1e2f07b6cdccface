import { type RevenueReport, rangeBefore } from '@revenue/billing-core/reports';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';

/** What the periods come to, and how that compares with the same length of time before them. */
export function RevenueTotals({ report, currency }: { report: RevenueReport; currency: string }) {
  const format = useFormat();
  const before = rangeBefore(report.from, report.to);
  const earlier = trpc.reports.revenue.useQuery({ ...before, interval: 'year' }, { placeholderData: (kept) => kept });
  const total = report.totals.find((row) => row.currency === currency);
  if (!total) return null;
  return (
    <div className="text-ink-soft text-sm sm:text-right">
      <p>
        <strong className="tabular font-semibold text-ink">{format.money(total.net, currency)}</strong> net,{' '}
        {format.money(total.tax, currency)} tax on {counted(total.invoices, 'invoice')}
      </p>
      {earlier.data?.from === before.from ? (
        <Comparison now={total.net} earlier={earlier.data} currency={currency} />
      ) : (
        <p className="invisible text-xs">–</p>
      )}
    </div>
  );
}

function Comparison({ now, earlier, currency }: { now: number; earlier: RevenueReport; currency: string }) {
  const format = useFormat();
  const then = earlier.totals.find((row) => row.currency === currency)?.net ?? 0;
  const days = `${format.date(earlier.from)} to ${format.date(earlier.to)}`;
  if (then <= 0) return <p className="text-xs">Nothing was invoiced from {days}</p>;
  const change = (100 * now) / then - 100;
  const words =
    change === 0
      ? 'As much as'
      : `${format.percent(Math.abs(change), Math.abs(change) < 10 ? 1 : 0)} ${change > 0 ? 'more' : 'less'} than`;
  return (
    <p className="text-xs">
      <span className={change < 0 ? 'font-medium text-danger-ink' : 'font-medium text-success-ink'}>{words}</span>{' '}
      {format.money(then, currency)} from {days}
    </p>
  );
}
