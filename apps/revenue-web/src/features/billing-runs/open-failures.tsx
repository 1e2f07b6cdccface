import type { BillingFailure } from '@revenue/billing-core/billing-runs';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';

/** What stands unbilled because it failed, once each, with the way to try it again. */
export function OpenFailures({ failures }: { failures: readonly BillingFailure[] }) {
  const format = useFormat();
  if (failures.length === 0) return null;
  return (
    <Card
      flush
      title="Could not be billed"
      description={`${counted(failures.length, 'subscription')} unbilled. Correct the cause, then bill the customer; the schedule tries again by itself, later each time.`}
    >
      <DataTable
        caption="Subscriptions that could not be billed"
        rows={failures}
        rowKey={(failure) => failure.subscription_id}
        columns={[
          {
            id: 'customer',
            header: 'Customer',
            cell: (failure) => (
              <Link
                to="/subscriptions/$subscriptionId"
                params={{ subscriptionId: failure.subscription_id }}
                className="font-medium hover:underline"
              >
                {failure.customer_name}
              </Link>
            ),
          },
          {
            id: 'message',
            header: 'What is wrong',
            wrap: true,
            cell: ({ message, code }) => (
              <>
                {message} <code className="text-ink-faint text-xs">{code}</code>
              </>
            ),
          },
          {
            id: 'since',
            header: 'Since',
            from: 'md',
            cell: (failure) => (
              <span className="text-ink-soft">
                {format.dayOf(failure.first_failed_at)}, tried {counted(failure.attempts, 'time')}
              </span>
            ),
          },
          { id: 'retry', header: 'Next try', from: 'lg', cell: (failure) => format.dateTime(failure.retry_at) },
          {
            id: 'bill',
            header: '',
            align: 'end',
            cell: (failure) => (
              <Button asChild size="sm">
                <Link to="/billing-runs/new" search={{ customer_id: failure.customer_id }}>
                  Bill again
                </Link>
              </Button>
            ),
          },
        ]}
      />
    </Card>
  );
}
