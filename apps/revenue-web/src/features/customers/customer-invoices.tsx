import type { CustomerDetail } from '@revenue/billing-core/customers';
import { Link } from '@tanstack/react-router';
import { Money } from '../../format/money.tsx';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyPart } from '../../ui/empty-state.tsx';

export function CustomerInvoices({ customer }: { customer: CustomerDetail }) {
  const format = useFormat();
  return (
    <Card
      flush
      title="Invoices"
      actions={
        customer.counts.invoices > customer.recent_invoices.length ? (
          <Button asChild size="sm" variant="ghost">
            <Link to="/invoices" search={{ customer_id: customer.id }}>
              All {counted(customer.counts.invoices, 'invoice')}
            </Link>
          </Button>
        ) : null
      }
    >
      <DataTable
        caption="Recent invoices"
        rows={customer.recent_invoices}
        rowKey={(invoice) => invoice.id}
        rowLink={(invoice) => ({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } })}
        empty={
          <EmptyPart
            title="No invoices yet"
            action={
              customer.status === 'active' ? (
                <Button asChild size="sm">
                  <Link to="/invoices/new" search={{ customer_id: customer.id }}>
                    Write an invoice
                  </Link>
                </Button>
              ) : null
            }
          >
            Billing runs write them for subscriptions; anything else is written by hand.
          </EmptyPart>
        }
        columns={[
          { id: 'number', header: 'Number', cell: (invoice) => invoice.invoice_number },
          { id: 'status', header: 'Status', cell: (invoice) => <Status status={invoice.status} /> },
          { id: 'issued', header: 'Issued', from: 'sm', cell: (invoice) => format.date(invoice.issue_date) },
          { id: 'due', header: 'Due', from: 'sm', cell: (invoice) => format.date(invoice.due_date) },
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
