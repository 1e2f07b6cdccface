import type { CustomerDetail } from '@revenue/billing-core/customers';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Money } from '../../format/money.tsx';
import { Status } from '../../format/status.tsx';
import { counted } from '../../format/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

function AccountLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link
      to="/customers/$customerId"
      params={{ customerId: id }}
      className="wrap-anywhere font-medium text-accent-ink underline-offset-2 hover:underline"
    >
      {children}
    </Link>
  );
}

/** What the account and all below it come to. */
function Together({ family }: Pick<CustomerDetail, 'family'>) {
  return (
    <p className="text-ink-soft text-sm">
      Together {counted(family.accounts, 'account')}, {counted(family.live_subscriptions, 'live subscription')}
      {family.balances.map((balance) => (
        <span key={balance.currency}>
          , <Money amount={balance.amount_due} currency={balance.currency} /> owed
        </span>
      ))}
      .
    </p>
  );
}

function Above({ customer: { family } }: { customer: CustomerDetail }) {
  if (!family.parent) return null;
  return (
    <p className="text-ink-soft text-sm">
      Below <AccountLink id={family.parent.id}>{family.parent.name}</AccountLink>.{' '}
      {family.payer ? (
        <>
          Billing runs bill it to <AccountLink id={family.payer.id}>{family.payer.name}</AccountLink>.
        </>
      ) : (
        'It pays for itself.'
      )}
    </p>
  );
}

/** The accounts above and below; nothing where there are none. */
export function CustomerFamily({ customer }: { customer: CustomerDetail }) {
  const { family } = customer;
  const add = (
    <Button asChild size="sm" variant="ghost">
      <Link to="/customers/new" search={{ parent_id: customer.id }}>
        <Plus aria-hidden />
        Child account
      </Link>
    </Button>
  );
  if (!family.parent && family.children.length === 0) return null;
  return (
    <Card title="Parent and child accounts" actions={customer.status === 'closed' ? null : add}>
      <div className="flex flex-col gap-2.5">
        <Above customer={customer} />
        {family.children.length > 0 ? (
          <>
            <ul className="flex flex-col divide-y divide-line">
              {family.children.map((child) => (
                <li key={child.id} className="flex flex-wrap items-center gap-x-2.5 gap-y-1 py-1.5 text-sm">
                  <AccountLink id={child.id}>{child.name}</AccountLink>
                  <Status status={child.status} />
                  {child.billed_to === 'parent' ? <Badge tone="info">Billed above</Badge> : null}
                </li>
              ))}
            </ul>
            <Together family={family} />
          </>
        ) : null}
      </div>
    </Card>
  );
}
