import { BILLING_CYCLE_SORTS, type BillingCycle } from '@revenue/billing-core/billing-cycles';
import { INTERVALS } from '@revenue/billing-core/time';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus, RefreshCw, SearchX } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { humanize } from '../../format/words.ts';
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
import { anchorWords, lengthWords, ruleWords } from './cycle-words.ts';

const route = getRouteApi('/app/billing-cycles');

const newCycle = (
  <Button asChild variant="primary">
    <Link to="/billing-cycles/new">
      <Plus aria-hidden />
      New billing cycle
    </Link>
  </Button>
);

function useColumns(): Column<BillingCycle>[] {
  const format = useFormat();
  return [
    { id: 'name', header: 'Cycle', sort: 'name', cell: (cycle) => cycle.name },
    {
      id: 'when',
      header: 'Periods',
      from: 'sm',
      cell: (cycle) => (
        <span className="first-letter:uppercase">
          {lengthWords(cycle)}
          {cycle.interval === 'day' ? '' : `, ${anchorWords(cycle, format)}`}
        </span>
      ),
    },
    {
      id: 'rules',
      header: 'Rules',
      from: 'lg',
      cell: (cycle) => <span className="text-ink-soft">{ruleWords(cycle)}</span>,
    },
    {
      id: 'next',
      header: 'Next invoice',
      from: 'md',
      cell: ({ next_issue_at }) =>
        next_issue_at ? format.dateTime(next_issue_at) : <span className="text-ink-faint">–</span>,
    },
    { id: 'customers', header: 'Billed on it', align: 'end', cell: (cycle) => format.number(cycle.subscriptions) },
  ];
}

const intervals = INTERVALS.map((value) => ({ value, label: humanize(value) }));

export function BillingCycleList() {
  const search = route.useSearch();
  const { q, cursor } = search;
  const interval = INTERVALS.find((known) => known === search.interval);
  const sort = BILLING_CYCLE_SORTS.find((known) => known === search.sort) ?? '-created_at';
  const { change } = useListAddress();
  const columns = useColumns();
  const cycles = trpc.billing_cycles.list.useQuery(
    { q, interval, sort, cursor, limit: 25 },
    { placeholderData: (before) => before },
  );
  const empty =
    q || interval || cursor ? (
      <EmptyState icon={SearchX} title="No billing cycle matches">
        Change the search or clear the filters.
      </EmptyState>
    ) : (
      <EmptyState icon={RefreshCw} title="No billing cycles yet" action={newCycle}>
        A cycle says when invoices come about by themselves and by which rules. Put customers on it with the products
        that they pay for each period.
      </EmptyState>
    );
  return (
    <>
      <PageHeader
        title="Billing cycles"
        description="When invoices come about by themselves, and by which rules."
        actions={newCycle}
      />
      <ListToolbar filters={{ interval }} end={<ListEnd list="billing_cycles" search={search} columns={columns} />}>
        <SearchBox value={q} placeholder="Search name" />
        <FilterSelect label="Any interval" name="interval" value={interval} options={intervals} />
      </ListToolbar>
      <Card flush>
        {cycles.error ? (
          <ProblemState error={cycles.error} onRetry={() => cycles.refetch()} />
        ) : (
          <DataTable
            caption="Billing cycles"
            columns={shownColumns(columns, search.columns)}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            rows={cycles.data?.data}
            rowKey={(cycle) => cycle.id}
            rowLink={(cycle) => ({ to: '/billing-cycles/$billingCycleId', params: { billingCycleId: cycle.id } })}
            empty={empty}
          />
        )}
        <ListPages
          shown={cycles.data?.data.length}
          noun="cycle"
          cursor={cursor}
          nextCursor={cycles.data?.next_cursor}
        />
      </Card>
    </>
  );
}
