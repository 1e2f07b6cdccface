import type { CustomerDetail } from '@revenue/billing-core/customers';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { useStatusChange } from './use-status-change.ts';

const words = {
  suspended: {
    title: 'Suspended: takes no new subscription and no invoice by hand',
    rest: 'What it has subscribed to is billed on, and what it owes can be paid.',
  },
  closed: {
    title: 'Closed: nothing is billed any more',
    rest: 'What it still owes can be paid.',
  },
} as const;

/** Why the page offers neither to subscribe nor to invoice, and how that is changed. */
export function CustomerStanding({ customer }: { customer: CustomerDetail }) {
  const { changeStatus, busy } = useStatusChange(customer);
  if (customer.status === 'active') return null;
  const { title, rest } = words[customer.status];
  return (
    <div className="mb-4">
      <Callout
        tone={customer.status === 'suspended' ? 'warning' : 'info'}
        title={title}
        action={
          <Button size="sm" busy={busy} onClick={() => changeStatus('active')}>
            Make active again
          </Button>
        }
      >
        {rest}
      </Callout>
    </div>
  );
}
