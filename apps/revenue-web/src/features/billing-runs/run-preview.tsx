import type { BillingRunPreview } from '@revenue/billing-core/billing-runs';
import { Link } from '@tanstack/react-router';
import { CalendarCheck } from 'lucide-react';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RunErrors } from './run-errors.tsx';
import { RunTotals } from './run-totals.tsx';

export function RunPreview({ preview }: { preview: BillingRunPreview }) {
  const format = useFormat();
  if (preview.subscriptions_total === 0) {
    return (
      <Card>
        <EmptyState icon={CalendarCheck} title="Nothing is due">
          No subscription has a period to bill by {format.dateTime(preview.as_of)}. Choose a later day, or a customer
          with an active subscription.
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <RunTotals totals={preview.totals} subscriptions={preview.subscriptions_total} asOf={preview.as_of} />
      <RunErrors errors={preview.errors} />
      <Card
        flush
        title="By customer"
        description={
          preview.customers.length === 200 ? 'The 200 largest amounts.' : counted(preview.customers.length, 'customer')
        }
      >
        <DataTable
          caption="What each customer would be invoiced"
          rows={preview.customers}
          rowKey={(row) => `${row.customer_id}${row.currency}`}
          columns={[
            {
              id: 'customer',
              header: 'Customer',
              cell: (row) => (
                <Link
                  to="/customers/$customerId"
                  params={{ customerId: row.customer_id }}
                  className="font-medium hover:underline"
                >
                  {row.customer_name}
                </Link>
              ),
            },
            { id: 'items', header: 'Lines', align: 'end', from: 'sm', cell: (row) => format.number(row.items) },
            {
              id: 'total',
              header: 'Total',
              align: 'end',
              cell: (row) => <Money amount={row.total} currency={row.currency} />,
            },
          ]}
        />
      </Card>
    </>
  );
}
