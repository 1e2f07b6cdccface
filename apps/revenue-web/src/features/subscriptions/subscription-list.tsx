import {
  SUBSCRIPTION_STATUSES,
  type SubscriptionPage,
  type SubscriptionStatus,
  type SubscriptionSummary,
} from '@revenue/billing-core/subscriptions';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CalendarSync, Plus, SearchX } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
import { ListEnd } from '../../list/list-end.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { shownColumns } from '../../list/shown-columns.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TabLinks } from '../../ui/tabs.tsx';

const route = getRouteApi('/app/subscriptions');

const asStatus = (word: string | undefined) => SUBSCRIPTION_STATUSES.find((status) => status === word);

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
    { id: 'since', header: 'Since', from: 'lg', cell: (subscription) => format.date(subscription.start_date) },
    {
      id: 'period',
      header: 'Current period',
      from: 'md',
      cell: ({ current_period }) => format.period(current_period.start, current_period.end),
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

/** The usual tabs always, the unusual ones when there is something in them. */
function StatusTabs({
  status,
  counts,
}: {
  status: SubscriptionStatus | undefined;
  counts: SubscriptionPage['counts'] | undefined;
}) {
  const shown = SUBSCRIPTION_STATUSES.filter(
    (word) => word === 'active' || word === 'canceled' || word === status || (counts?.[word] ?? 0) > 0,
  );
  const tabs = [
    { id: 'all', label: 'All', count: counts?.all, link: { to: '/subscriptions', search: {} } as const },
    ...shown.map((word) => ({
      id: word,
      label: humanize(word),
      count: counts && (counts[word] ?? 0),
      link: { to: '/subscriptions', search: { status: word } } as const,
    })),
  ];
  return <TabLinks label="Subscriptions by status" tabs={tabs} current={status ?? 'all'} />;
}

export function SubscriptionList() {
  const search = route.useSearch();
  const columns = useColumns();
  const format = useFormat();
  const { q, cursor } = search;
  const status = asStatus(search.status);
  const list = trpc.subscriptions.list.useQuery(
    { q, status, cursor, limit: 25 },
    { placeholderData: (before) => before },
  );
  const empty =
    q || status || cursor ? (
      <EmptyState icon={SearchX} title="No subscription matches">
        Change the search or choose another tab.
      </EmptyState>
    ) : (
      <EmptyState icon={CalendarSync} title="No subscriptions yet" action={newSubscription}>
        A subscription ties a customer to a plan. From then on each period bills itself.
      </EmptyState>
    );
  return (
    <>
      <PageHeader
        title="Subscriptions"
        description="Who pays for which plan, and when next."
        actions={newSubscription}
      />
      <StatusTabs status={status} counts={list.data?.counts} />
      <ListToolbar filters={{}} end={<ListEnd list="subscriptions" search={search} columns={columns} />}>
        <SearchBox value={q} placeholder="Search customer or plan" />
      </ListToolbar>
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
            empty={empty}
          />
        )}
        <ListPages
          shown={list.data?.data.length}
          noun="subscription"
          cursor={cursor}
          nextCursor={list.data?.next_cursor}
        />
      </Card>
    </>
  );
}
