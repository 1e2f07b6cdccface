import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { CustomerName } from '../customers/customer-name.tsx';

/** By their day: invoices of years ago that were imported just now are not the latest. */
export function RecentInvoices() {
  const format = useFormat();
  const invoices = trpc.invoices.list.useQuery({ limit: 6, sort: '-issue_date' });
  if (invoices.error || invoices.data?.data.length === 0) return null;
  return (
    <Card
      flush
      title="Latest invoices"
      actions={
        <Button asChild size="sm" variant="ghost">
          <Link to="/invoices">All invoices</Link>
        </Button>
      }
    >
      <DataTable
        caption="Latest invoices"
        rows={invoices.data?.data}
        skeletonRows={6}
        rowKey={(invoice) => invoice.id}
        rowLink={(invoice) => ({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } })}
        columns={[
          {
            id: 'number',
            header: 'Number',
            cell: (invoice) => <span className="whitespace-nowrap">{invoice.invoice_number}</span>,
          },
          { id: 'customer', header: 'Customer', cell: (invoice) => <CustomerName customer={invoice.customer} /> },
          { id: 'status', header: 'Status', from: 'sm', cell: (invoice) => <Status status={invoice.status} /> },
          { id: 'issued', header: 'Issued', from: 'md', cell: (invoice) => format.date(invoice.issue_date) },
          {
            id: 'total',
            header: 'Total',
            align: 'end',
            cell: (invoice) => <Money amount={invoice.total} currency={invoice.currency} />,
          },
        ]}
      />
    </Card>
  );
}
