import type { SubscriptionSummary } from '@revenue/billing-core/subscriptions';
import { Link } from '@tanstack/react-router';
import { CalendarSync, Plus, SearchX } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { DayRange } from '../../list/day-range.tsx';
import { ExportButton } from '../../list/export-button.tsx';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListEnd } from '../../list/list-end.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { shownColumns } from '../../list/shown-columns.ts';
import { useListAddress } from '../../list/use-list-address.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { CustomerCombobox } from '../customers/customer-combobox.tsx';
import { SubscriptionTabs } from './subscription-tabs.tsx';
import { useSubscriptionFilters } from './use-subscription-filters.ts';

const files = [{ path: '/subscriptions.csv', label: 'subscriptions' }] as const;

const newSubscription = (
  <Button asChild variant="primary">
    <Link to="/subscriptions/new">
      <Plus aria-hidden />
      New subscription
    </Link>
  </Button>
);

function useColumns(): Column<SubscriptionSummary>[] {
  const format = useFormat();
  return [
    { id: 'customer', header: 'Customer', cell: (subscription) => subscription.customer.name },
    { id: 'plan', header: 'Plan', cell: (subscription) => subscription.plan.name },
    { id: 'status', header: 'Status', from: 'sm', cell: (subscription) => <Status status={subscription.status} /> },
    {
      id: 'since',
      header: 'Since',
      from: 'lg',
      sort: 'start_date',
      cell: (subscription) => format.date(subscription.start_date),
    },
    {
      id: 'period',
      header: 'Current period',
      from: 'md',
      sort: 'current_period_end',
      cell: ({ current_period }) => format.period(current_period.start, current_period.end),
    },
    {
      id: 'mrr',
      header: 'MRR',
      align: 'end',
      from: 'sm',
      cell: ({ mrr, plan }) =>
        mrr === null ? <span className="text-ink-faint">–</span> : <Money amount={mrr} currency={plan.currency} />,
    },
    {
      id: 'next',
      header: 'Billed next',
      align: 'end',
      from: 'sm',
      cell: (subscription) =>
        subscription.next_billing_at ? (
          format.dayOf(subscription.next_billing_at, subscription.time_zone)
        ) : (
          <span className="text-ink-faint">–</span>
        ),
    },
  ];
}

function SubscriptionToolbar({
  columns,
  count,
}: {
  columns: readonly { id: string; header: string }[];
  count: number | undefined;
}) {
  const { filters, sort, search } = useSubscriptionFilters();
  const { change } = useListAddress();
  const plans = trpc.plans.list.useQuery({ limit: 100 });
  const { q, plan_id, customer_id, from, to } = search;
  const options = (plans.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <ListToolbar
      filters={{ plan_id, customer_id, from, to }}
      end={
        <ListEnd list="subscriptions" search={search} columns={columns}>
          <ExportButton files={files} query={{ ...filters, sort }} count={count} />
        </ListEnd>
      }
    >
      <SearchBox value={q} placeholder="Search customer, plan or id" />
      <FilterSelect label="Any plan" name="plan_id" value={plan_id} options={options} />
      <div className="w-52">
        <CustomerCombobox
          value={customer_id}
          clearable
          placeholder="Any customer"
          onChange={(id) => void change({ customer_id: id })}
        />
      </div>
      <DayRange label="Renews" from={from} to={to} />
    </ListToolbar>
  );
}

const nothingMatches = (
  <EmptyState icon={SearchX} title="No subscription matches">
    Change the search, clear the filters or choose another tab.
  </EmptyState>
);
const noSubscriptions = (
  <EmptyState icon={CalendarSync} title="No subscriptions yet" action={newSubscription}>
    A subscription ties a customer to a plan. From then on each period bills itself.
  </EmptyState>
);

export function SubscriptionList() {
  const { filters, sort, search } = useSubscriptionFilters();
  const { change } = useListAddress();
  const columns = useColumns();
  const format = useFormat();
  const list = trpc.subscriptions.list.useQuery(
    { ...filters, sort, cursor: search.cursor, limit: 25 },
    { placeholderData: (before) => before },
  );
  const filtered = Boolean(search.cursor || Object.values(filters).some(Boolean));
  return (
    <>
      <PageHeader
        title="Subscriptions"
        description="Who pays for which plan, and when next."
        actions={newSubscription}
      />
      <SubscriptionTabs counts={list.data?.counts} />
      <SubscriptionToolbar columns={columns} count={list.data?.counts[filters.status ?? 'all']} />
      <Card flush>
        {list.error ? (
          <ProblemState error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <DataTable
            caption="Subscriptions"
            sticky
            columns={shownColumns(columns, search.columns)}
            essentials={(subscription) => (
              <>
                <Status status={subscription.status} />
                {subscription.next_billing_at
                  ? ` billed ${format.dayOf(subscription.next_billing_at, subscription.time_zone)}`
                  : null}
              </>
            )}
            rows={list.data?.data}
            rowKey={(subscription) => subscription.id}
            rowLink={(subscription) => ({
              to: '/subscriptions/$subscriptionId',
              params: { subscriptionId: subscription.id },
            })}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            empty={filtered ? nothingMatches : noSubscriptions}
          />
        )}
        <ListPages
          shown={list.data?.data.length}
          noun="subscription"
          cursor={search.cursor}
          nextCursor={list.data?.next_cursor}
        />
      </Card>
    </>
  );
}
