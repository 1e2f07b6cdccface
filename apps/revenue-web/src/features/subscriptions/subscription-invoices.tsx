import { Link } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

const SHOWN = 6;

/** The newest invoices with a line of the subscription. */
export function SubscriptionInvoices({ subscriptionId }: { subscriptionId: string }) {
  const format = useFormat();
  const list = trpc.invoices.list.useQuery({ subscription_id: subscriptionId, limit: SHOWN });
  if (list.error) return <ProblemState error={list.error} onRetry={() => list.refetch()} />;
  return (
    <Card
      flush
      title="Invoices"
      actions={
        list.data?.next_cursor ? (
          <Button asChild size="sm" variant="ghost">
            <Link to="/invoices" search={{ subscription_id: subscriptionId }}>
              All invoices
            </Link>
          </Button>
        ) : null
      }
    >
      <DataTable
        caption="Invoices of the subscription"
        rows={list.data?.data}
        rowKey={(invoice) => invoice.id}
        rowLink={(invoice) => ({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } })}
        empty={
          <EmptyState icon={FileText} title="Not invoiced yet">
            The billing run makes the first invoice when it is due.
          </EmptyState>
        }
        columns={[
          { id: 'number', header: 'Number', cell: (invoice) => invoice.invoice_number },
          { id: 'status', header: 'Status', cell: (invoice) => <Status status={invoice.status} /> },
          { id: 'issued', header: 'Issued', from: 'sm', cell: (invoice) => format.date(invoice.issue_date) },
          { id: 'due', header: 'Due', from: 'md', cell: (invoice) => format.date(invoice.due_date) },
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
