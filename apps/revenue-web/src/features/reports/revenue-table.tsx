import type { RevenueReport } from '@revenue/billing-core/reports';
import { Link } from '@tanstack/react-router';
import { Money } from '../../format/money.tsx';
import { countryName } from '../../format/places.ts';
import { useFormat } from '../../format/use-format.ts';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';

type Group = RevenueReport['groups'][number];

const titles = { product: 'Products', customer: 'Customers', country: 'Countries of the buyers' };
const headers = { product: 'Product', customer: 'Customer', country: 'Country' };

function GroupName({ group, by }: { group: Group; by: keyof typeof headers }) {
  const { key, name } = group;
  const link = 'rounded-sm font-medium text-ink hover:underline';
  if (key === 'other' || key === '' || key === null) return <span className="text-ink-soft">{name}</span>;
  if (by === 'country') return <span className="font-medium text-ink">{countryName(key)}</span>;
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

/** The groups of a report over all its periods, in one currency. */
export function RevenueTable({ report, currency }: { report: RevenueReport; currency: string }) {
  const format = useFormat();
  const by = report.group_by ?? 'customer';
  const total = report.totals.find((row) => row.currency === currency);
  const money = (amount: number) => <Money amount={amount} currency={currency} />;
  const columns: Column<Group>[] = [
    { id: 'name', header: headers[by], wrap: true, cell: (group) => <GroupName group={group} by={by} /> },
    { id: 'invoices', header: 'Invoices', align: 'end', from: 'sm', cell: (group) => format.number(group.invoices) },
    {
      id: 'share',
      header: 'Share',
      align: 'end',
      cell: (group) => (total && total.net > 0 ? format.percent(group.net / total.net) : ''),
    },
    { id: 'tax', header: 'Tax', align: 'end', from: 'md', cell: (group) => money(group.tax) },
    { id: 'net', header: 'Net revenue', align: 'end', cell: (group) => money(group.net) },
  ];
  return (
    <Card flush title={titles[by]} description="Of all periods shown, largest first">
      <DataTable
        caption={`Net revenue by ${by} in ${currency}`}
        columns={columns}
        rows={report.groups.filter((group) => group.currency === currency)}
        rowKey={(group) => group.key ?? ''}
      />
    </Card>
  );
}
