import type { Overview } from '@revenue/billing-core/overview';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Format } from '../../format/create-format.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { cx } from '../../ui/cx.ts';

type Figure = { label: string; value: ReactNode; note: ReactNode; link: LinkProps; alarming?: boolean };

/** The figures one looks for first; each leads to what it counts. */
export function MoneyFigures({ overview, currency }: { overview: Overview; currency: string }) {
  const format = useFormat();
  const sums = overview.by_currency.find((row) => row.currency === currency);
  const money = (amount: number | undefined) => <Money amount={amount ?? 0} currency={currency} />;
  const figures: Figure[] = [
    {
      label: 'MRR',
      value: money(sums?.mrr),
      note: <MrrTrend now={sums?.mrr ?? 0} before={sums?.mrr_30_days_ago ?? 0} />,
      link: { to: '/reports/mrr' },
    },
    {
      label: 'Open',
      value: money(sums?.open),
      note: 'unpaid, overdue or not',
      // Overdue ones are among them, so the list of those in the status sent would come to less.
      link: { to: '/reports/customers', search: { currency } },
    },
    {
      label: 'Overdue',
      value: money(sums?.overdue),
      note: 'past the due date',
      link: { to: '/invoices', search: { status: 'overdue', currency } },
      alarming: (sums?.overdue ?? 0) > 0,
    },
    {
      label: 'Invoiced this month',
      value: money(sums?.invoiced_this_month),
      note: 'by issue date, with tax',
      link: { to: '/invoices', search: { currency, from: `${overview.today.slice(0, 7)}-01` } },
    },
    {
      label: 'Drafts',
      value: money(sums?.drafts),
      note: 'not sent yet',
      link: { to: '/invoices', search: { status: 'draft', currency } },
    },
    {
      label: 'Active subscriptions',
      value: format.number(overview.active_subscriptions),
      note: besideActive(overview, format),
      link: { to: '/subscriptions', search: { status: 'active' } },
    },
  ];
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-low max-lg:[&>li:last-child:nth-child(odd)]:col-span-2 lg:grid-cols-3 xl:grid-cols-6">
      {figures.map((figure) => (
        <li key={figure.label} className="bg-surface">
          <Link {...figure.link} className="block h-full px-4 py-3.5 outline-offset-[-2px] hover:bg-hover">
            <span className="block text-ink-faint text-xs">{figure.label}</span>
            <span
              className={cx(
                'tabular mt-1 block font-semibold text-xl tracking-tight max-sm:text-lg',
                figure.alarming ? 'text-danger-ink' : 'text-ink',
              )}
            >
              {figure.value}
            </span>
            <span className="block text-ink-faint text-xs">{figure.note}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** What is not active and yet goes on; where there is none of it, of how many customers. */
function besideActive(overview: Overview, format: Format): string {
  const { trialing_subscriptions, past_due_subscriptions, customers } = overview;
  const parts = [
    ...(trialing_subscriptions > 0 ? [`${format.number(trialing_subscriptions)} trialing`] : []),
    ...(past_due_subscriptions > 0 ? [`${format.number(past_due_subscriptions)} past due`] : []),
  ];
  return parts.length > 0 ? `and ${parts.join(', ')}` : `of ${counted(customers, 'customer')}`;
}

/** How recurring revenue has changed in 30 days. */
function MrrTrend({ now, before }: { now: number; before: number }) {
  const format = useFormat();
  if (before === 0) return now === 0 ? 'a month, recurring' : 'new in 30 days';
  const change = (100 * now) / before - 100;
  if (change === 0) return 'unchanged in 30 days';
  return (
    <>
      <span className={change < 0 ? 'text-danger-ink' : 'text-success-ink'}>
        {change > 0 ? '+' : '−'}
        {format.percent(Math.abs(change), 1)}
      </span>{' '}
      in 30 days
    </>
  );
}
