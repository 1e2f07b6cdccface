import type { CustomerDetail } from '@revenue/billing-core/customers';
import { Link } from '@tanstack/react-router';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyPart } from '../../ui/empty-state.tsx';

export function CustomerSubscriptions({ customer }: { customer: CustomerDetail }) {
  const format = useFormat();
  return (
    <Card
      flush
      title="Subscriptions"
      actions={
        <Button asChild size="sm" variant="ghost">
          <Link to="/usage" search={{ customer_id: customer.id }}>
            Usage records
          </Link>
        </Button>
      }
    >
      <DataTable
        caption="Subscriptions"
        rows={customer.subscriptions}
        rowKey={(subscription) => subscription.id}
        rowLink={(subscription) => ({
          to: '/subscriptions/$subscriptionId',
          params: { subscriptionId: subscription.id },
        })}
        empty={
          <EmptyPart
            title="No subscriptions yet"
            action={
              customer.status === 'active' ? (
                <Button asChild size="sm">
                  <Link to="/subscriptions/new" search={{ customer_id: customer.id }}>
                    Choose a plan
                  </Link>
                </Button>
              ) : null
            }
          >
            A subscription bills a plan period after period.
          </EmptyPart>
        }
        columns={[
          { id: 'plan', header: 'Plan', cell: (subscription) => subscription.plan_name },
          { id: 'status', header: 'Status', cell: (subscription) => <Status status={subscription.status} /> },
          {
            id: 'period',
            header: 'Current period',
            align: 'end',
            cell: (subscription) => format.period(subscription.current_period_start, subscription.current_period_end),
          },
        ]}
      />
    </Card>
  );
}
