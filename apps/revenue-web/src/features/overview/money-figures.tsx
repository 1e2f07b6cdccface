import type { Overview } from '@revenue/billing-core/overview';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { cx } from '../../ui/cx.ts';

type Figure = { label: string; value: ReactNode; note: string; link: LinkProps; alarming?: boolean };

/** The figures one looks for first; each leads to what it counts. */
export function MoneyFigures({ overview, currency }: { overview: Overview; currency: string }) {
  const format = useFormat();
  const sums = overview.by_currency.find((row) => row.currency === currency);
  const money = (amount: number | undefined) => <Money amount={amount ?? 0} currency={currency} />;
  const figures: Figure[] = [
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
      note: `${format.number(overview.customers)} customers`,
      link: { to: '/subscriptions', search: { status: 'active' } },
    },
  ];
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-low max-lg:[&>li:last-child:nth-child(odd)]:col-span-2 lg:grid-cols-5">
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
