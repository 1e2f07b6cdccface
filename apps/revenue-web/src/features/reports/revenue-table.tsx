import type { ReportGroup, RevenueReport } from '@revenue/billing-core/reports';
import { Link } from '@tanstack/react-router';
import { Money } from '../../format/money.tsx';
import { countryName } from '../../format/places.ts';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ShareCell } from './share-cell.tsx';

type Group = RevenueReport['groups'][number];

const words: Record<ReportGroup, { title: string; header: string }> = {
  product: { title: 'Products', header: 'Product' },
  plan: { title: 'Plans', header: 'Plan' },
  customer: { title: 'Customers', header: 'Customer' },
  country: { title: 'Countries of the buyers', header: 'Country' },
  currency: { title: 'Currencies', header: 'Currency' },
};

function GroupName({ group, by }: { group: Group; by: ReportGroup }) {
  const { key, name } = group;
  const link = 'rounded-sm font-medium text-ink hover:underline';
  if (key === 'other' || key === '' || key === null) return <span className="text-ink-soft">{name}</span>;
  if (by === 'country') return <span className="font-medium text-ink">{countryName(key)}</span>;
  if (by === 'currency') return <span className="font-medium text-ink">{key}</span>;
  if (by === 'plan') {
    return (
      <Link to="/plans/$planId" params={{ planId: key }} className={link}>
        {name}
      </Link>
    );
  }
  return by === 'product' ? (
    <Link to="/products/$productId" params={{ productId: key }} className={link}>
      {name}
    </Link>
  ) : (
    <Link to="/customers/$customerId" params={{ customerId: key }} className={link}>
      {name}
    </Link>
  );
}

/** The groups of a report over all its periods: in one currency, or the currencies side by side. */
export function RevenueTable({ report, currency }: { report: RevenueReport; currency: string }) {
  const format = useFormat();
  const by = report.group_by ?? 'customer';
  const total = report.totals.find((row) => row.currency === currency);
  const money = (group: Group, amount: number) => <Money amount={amount} currency={group.currency} />;
  const share: Column<Group> = {
    id: 'share',
    header: 'Share',
    align: 'end',
    cell: (group) => (total && total.net > 0 ? <ShareCell percent={(100 * group.net) / total.net} /> : ''),
  };
  const columns: Column<Group>[] = [
    { id: 'name', header: words[by].header, wrap: true, cell: (group) => <GroupName group={group} by={by} /> },
    { id: 'invoices', header: 'Invoices', align: 'end', from: 'sm', cell: (group) => format.number(group.invoices) },
    // Currencies are never added up, so none has a share.
    ...(by === 'currency' ? [] : [share]),
    { id: 'tax', header: 'Tax', align: 'end', from: 'md', cell: (group) => money(group, group.tax) },
    { id: 'net', header: 'Net revenue', align: 'end', cell: (group) => money(group, group.net) },
  ];
  return (
    <Card
      flush
      title={words[by].title}
      description={by === 'currency' ? 'Of all periods shown, each as it is' : 'Of all periods shown, largest first'}
    >
      <DataTable
        caption={by === 'currency' ? 'Net revenue by currency' : `Net revenue by ${by} in ${currency}`}
        columns={columns}
        rows={report.groups.filter((group) => by === 'currency' || group.currency === currency)}
        rowKey={(group) => `${group.currency} ${group.key}`}
      />
    </Card>
  );
}
