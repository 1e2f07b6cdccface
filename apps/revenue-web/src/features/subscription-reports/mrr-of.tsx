import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/trpc.ts';
import { MoneyByCurrency } from '../../format/money.tsx';

/** What a plan or a customer is worth a month today; nothing is said of one that is worth nothing. */
export function MrrOf({ of }: { of: { plan_id: string } | { customer_id: string } }) {
  const report = trpc.reports.mrr.useQuery({ ...of, interval: 'year' });
  const sums = (report.data?.totals ?? []).flatMap(({ currency, closing }) =>
    closing === 0 ? [] : [{ currency, amount: closing }],
  );
  if (sums.length === 0) return <span className="text-ink-faint">–</span>;
  if (!('plan_id' in of)) return <MoneyByCurrency sums={sums} />;
  return (
    <Link to="/reports/mrr" search={{ plan_id: of.plan_id }} className="rounded-sm text-ink hover:underline">
      <MoneyByCurrency sums={sums} />
    </Link>
  );
}
