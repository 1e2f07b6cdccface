import type { Invoice } from '@revenue/billing-core/invoices';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';

export function InvoicePayments({ invoice }: { invoice: Invoice }) {
  const format = useFormat();
  if (invoice.payments.length === 0) return null;
  return (
    <Card flush title="Payments">
      <DataTable
        caption="Payments"
        rows={invoice.payments}
        rowKey={(payment) => payment.id}
        columns={[
          { id: 'on', header: 'Received', cell: (payment) => format.date(payment.received_on) },
          { id: 'how', header: 'How', cell: (payment) => humanize(payment.method) },
          { id: 'reference', header: 'Reference', from: 'sm', cell: (payment) => payment.reference ?? '–' },
          {
            id: 'amount',
            header: 'Amount',
            align: 'end',
            cell: (payment) => <Money amount={payment.amount} currency={invoice.currency} />,
          },
        ]}
      />
    </Card>
  );
}
