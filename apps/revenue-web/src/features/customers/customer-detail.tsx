import type { CustomerDetail as CustomerView } from '@revenue/billing-core/customers';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CalendarSync, FilePlus2, Pencil } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { Status } from '../../format/status.tsx';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { CustomerPaymentMethods } from '../payment-methods/customer-payment-methods.tsx';
import { CustomerCredit } from './customer-credit.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { CustomerFamily } from './customer-family.tsx';
import { CustomerInvoices } from './customer-invoices.tsx';
import { CustomerMenu } from './customer-menu.tsx';
import { CustomerStanding } from './customer-standing.tsx';
import { CustomerSubscriptions } from './customer-subscriptions.tsx';
import { CustomerTimeline } from './customer-timeline.tsx';

const route = getRouteApi('/app/customers/$customerId');

function Actions({ customer }: { customer: CustomerView }) {
  return (
    <>
      <Button asChild>
        <Link to="/customers/$customerId/edit" params={{ customerId: customer.id }}>
          <Pencil aria-hidden />
          Edit
        </Link>
      </Button>
      {customer.status === 'active' ? (
        <>
          <Button asChild>
            <Link to="/subscriptions/new" search={{ customer_id: customer.id }}>
              <CalendarSync aria-hidden />
              Subscribe
            </Link>
          </Button>
          <Button asChild variant="primary">
            <Link to="/invoices/new" search={{ customer_id: customer.id }}>
              <FilePlus2 aria-hidden />
              Invoice
            </Link>
          </Button>
        </>
      ) : null}
      <CustomerMenu customer={customer} />
    </>
  );
}

function Who({ customer: { name, company, email } }: { customer: CustomerView }) {
  return (
    <>
      {company && company !== name ? <span className="block text-ink">{company}</span> : null}
      {email}
    </>
  );
}

/** The figures one looks for first. */
function Figures({ customer }: { customer: CustomerView }) {
  const overdue = customer.balances.find((balance) => balance.currency === customer.currency)?.overdue ?? 0;
  const others = customer.balances.filter((balance) => balance.currency !== customer.currency);
  const figures = [
    { label: 'Balance', value: <Money amount={customer.balance} currency={customer.currency} /> },
    ...others.map((balance) => ({
      label: `Balance in ${balance.currency}`,
      value: <Money amount={balance.amount_due} currency={balance.currency} />,
    })),
    {
      label: 'Overdue',
      value: <Money amount={overdue} currency={customer.currency} className={overdue > 0 ? 'text-danger-ink' : ''} />,
    },
    ...customer.account_credit
      .filter(({ balance }) => balance !== 0)
      .map(({ balance, currency }) => ({
        label: currency === customer.currency ? 'Account credit' : `Account credit in ${currency}`,
        value: <Money amount={balance} currency={currency} />,
      })),
    { label: 'Open invoices', value: customer.counts.open_invoices },
    { label: 'Live subscriptions', value: customer.counts.live_subscriptions },
  ];
  return (
    <dl className="mb-4 flex flex-wrap gap-px overflow-hidden rounded-lg border border-line bg-line shadow-low">
      {figures.map((figure) => (
        <div key={figure.label} className="flex-1 basis-36 bg-surface px-4 py-3">
          <dt className="text-ink-faint text-xs">{figure.label}</dt>
          <dd className="tabular mt-0.5 font-semibold text-ink text-lg">{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function CustomerDetail() {
  const { customerId } = route.useParams();
  const customer = trpc.customers.get.useQuery({ id: customerId });
  if (customer.error) return <ProblemState error={customer.error} onRetry={() => customer.refetch()} />;
  if (!customer.data) return <SkeletonLines lines={10} />;
  return (
    <>
      <PageHeader
        title={customer.data.name}
        badge={<Status status={customer.data.status} />}
        description={<Who customer={customer.data} />}
        parent={{ label: 'Customers', link: { to: '/customers' } }}
        actions={<Actions customer={customer.data} />}
      />
      <CustomerStanding customer={customer.data} />
      <Figures customer={customer.data} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="flex min-w-0 flex-col gap-4">
          <CustomerInvoices customer={customer.data} />
          <CustomerSubscriptions customer={customer.data} />
          <CustomerPaymentMethods customer={customer.data} />
          <CustomerCredit customer={customer.data} />
          <CustomerFamily customer={customer.data} />
          <CustomerTimeline customerId={customer.data.id} />
        </div>
        <CustomerFacts customer={customer.data} />
      </div>
    </>
  );
}
