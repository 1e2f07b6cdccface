import type { BillingRunError } from '@revenue/billing-core/billing-runs';
import { Link } from '@tanstack/react-router';
import { counted } from '../../format/words.ts';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';

/** Who could not be billed and why. The others were: one customer's fault does not stop a run. */
export function RunErrors({ errors }: { errors: readonly BillingRunError[] }) {
  if (errors.length === 0) return null;
  return (
    <Card
      flush
      title="Could not be billed"
      description={`${counted(errors.length, 'fault')}. Correct the cause and run again: only these are billed then.`}
    >
      <DataTable
        caption="Customers that could not be billed"
        rows={errors}
        rowKey={(error) => `${error.customer_id}${error.subscription_id}${error.code}`}
        columns={[
          {
            id: 'customer',
            header: 'Customer',
            cell: (error) => (
              <Link
                to="/customers/$customerId"
                params={{ customerId: error.customer_id }}
                className="whitespace-nowrap font-medium hover:underline"
              >
                {error.customer_name}
              </Link>
            ),
          },
          {
            id: 'message',
            header: 'What is wrong',
            wrap: true,
            cell: (error) => (
              <>
                {error.message} <code className="text-ink-faint text-xs">{error.code}</code>
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}
