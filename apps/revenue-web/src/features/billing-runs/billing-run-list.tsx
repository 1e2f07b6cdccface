import { BILLING_RUN_SORTS, BillingRunStatus, type BillingRunSummary } from '@revenue/billing-core/billing-runs';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CalendarCheck, Play, SearchX } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { MoneyByCurrency } from '../../format/money.tsx';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted, humanize } from '../../format/words.ts';
import { FilterSelect } from '../../list/filter-select.tsx';
import { ListEnd } from '../../list/list-end.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { shownColumns } from '../../list/shown-columns.ts';
import { useListAddress } from '../../list/use-list-address.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { HeldCustomers } from './held-customers.tsx';
import { OpenFailures } from './open-failures.tsx';

const route = getRouteApi('/app/billing-runs');

const startRun = (
  <Button asChild variant="primary">
    <Link to="/billing-runs/new">
      <Play aria-hidden />
      New run
    </Link>
  </Button>
);

function useColumns(): Column<BillingRunSummary>[] {
  const format = useFormat();
  return [
    { id: 'as_of', header: 'Bills what is due by', sort: 'as_of', cell: (run) => format.dateTime(run.as_of) },
    { id: 'status', header: 'Status', cell: (run) => <Status status={run.status} /> },
    {
      id: 'trigger',
      header: 'Started by',
      from: 'md',
      cell: (run) => (run.trigger === 'schedule' ? 'Schedule' : 'Hand'),
    },
    {
      id: 'progress',
      header: 'Subscriptions',
      from: 'md',
      align: 'end',
      cell: (run) => `${format.number(run.subscriptions_done)} of ${format.number(run.subscriptions_total)}`,
    },
    {
      id: 'invoices',
      header: 'Invoices',
      align: 'end',
      from: 'sm',
      cell: (run) => format.number(run.invoices_created),
    },
    {
      id: 'errors',
      header: 'Errors',
      align: 'end',
      from: 'lg',
      cell: (run) =>
        run.errors_count > 0 ? (
          <span className="font-medium text-danger-ink">{format.number(run.errors_count)}</span>
        ) : (
          '0'
        ),
    },
    {
      id: 'total',
      header: 'Total',
      align: 'end',
      cell: (run) =>
        run.totals.length > 0 ? (
          <MoneyByCurrency sums={run.totals.map((sum) => ({ currency: sum.currency, amount: sum.total }))} />
        ) : (
          <span className="text-ink-faint">–</span>
        ),
    },
  ];
}

/** What runs leave unbilled, above what they billed. */
function Unbilled() {
  const failures = trpc.billing_runs.failures.useQuery({});
  const holds = trpc.billing_runs.holds.useQuery({});
  const failed = failures.data?.data ?? [];
  const held = holds.data?.data ?? [];
  if (failed.length + held.length === 0) return null;
  return (
    <div className="mb-4 flex flex-col gap-4">
      <OpenFailures failures={failed} />
      <HeldCustomers holds={held} />
    </div>
  );
}

const statuses = BillingRunStatus.options.map((value) => ({ value, label: humanize(value) }));
const triggers = [
  { value: 'schedule', label: 'Schedule' },
  { value: 'manual', label: 'Hand' },
];

/** What the address asks for; a word that is none asks for nothing. */
function useFilters() {
  const search = route.useSearch();
  return {
    search,
    status: BillingRunStatus.options.find((known) => known === search.status),
    trigger: (['manual', 'schedule'] as const).find((known) => known === search.trigger),
    sort: BILLING_RUN_SORTS.find((known) => known === search.sort) ?? ('-created_at' as const),
  };
}

const noRuns = (
  <EmptyState icon={CalendarCheck} title="Nothing has been billed yet" action={startRun}>
    A run looks for subscriptions whose period is over, shows what it would invoice, and does it when you say so.
  </EmptyState>
);
const noneMatches = (
  <EmptyState icon={SearchX} title="No billing run matches">
    Clear the filters.
  </EmptyState>
);

function RunToolbar({ columns }: { columns: readonly { id: string; header: string }[] }) {
  const { search, status, trigger } = useFilters();
  return (
    <ListToolbar filters={{ status, trigger }} end={<ListEnd list="billing_runs" search={search} columns={columns} />}>
      <FilterSelect label="Any status" name="status" value={status} options={statuses} />
      <FilterSelect label="Started by anything" name="trigger" value={trigger} options={triggers} />
    </ListToolbar>
  );
}

export function BillingRunList() {
  const { search, status, trigger, sort } = useFilters();
  const { cursor } = search;
  const { change } = useListAddress();
  const columns = useColumns();
  const format = useFormat();
  const runs = trpc.billing_runs.list.useQuery(
    { status, trigger, sort, cursor, limit: 25 },
    {
      placeholderData: (before) => before,
      // Only while something moves; a finished list does not ask again.
      refetchInterval: ({ state }) =>
        state.data?.data.some((run) => run.status === 'running' || run.status === 'pending') ? 1500 : false,
    },
  );
  return (
    <>
      <PageHeader
        title="Billing runs"
        description="A run invoices every subscription that is due. Running again bills nothing twice."
        actions={startRun}
      />
      <Unbilled />
      <RunToolbar columns={columns} />
      <Card flush>
        {runs.error ? (
          <ProblemState error={runs.error} onRetry={() => runs.refetch()} />
        ) : (
          <DataTable
            caption="Billing runs"
            columns={shownColumns(columns, search.columns)}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            essentials={(run) => (
              <>
                {format.number(run.subscriptions_done)} of {counted(run.subscriptions_total, 'subscription')}
                {run.errors_count > 0 ? `, ${counted(run.errors_count, 'error')}` : null}
              </>
            )}
            rows={runs.data?.data}
            rowKey={(run) => run.id}
            rowLink={(run) => ({ to: '/billing-runs/$billingRunId', params: { billingRunId: run.id } })}
            empty={status || trigger || cursor ? noneMatches : noRuns}
          />
        )}
        <ListPages shown={runs.data?.data.length} noun="run" cursor={cursor} nextCursor={runs.data?.next_cursor} />
      </Card>
    </>
  );
}
