import type { BillingRunSummary } from '@revenue/billing-core/billing-runs';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CalendarCheck, Play } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { MoneyByCurrency } from '../../format/money.tsx';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { ListPages } from '../../list/list-pages.tsx';
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
    { id: 'as_of', header: 'Bills what is due by', cell: (run) => format.dateTime(run.as_of) },
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

export function BillingRunList() {
  const { cursor } = route.useSearch();
  const columns = useColumns();
  const format = useFormat();
  const runs = trpc.billing_runs.list.useQuery(
    { cursor, limit: 25 },
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
      <Card flush>
        {runs.error ? (
          <ProblemState error={runs.error} onRetry={() => runs.refetch()} />
        ) : (
          <DataTable
            caption="Billing runs"
            columns={columns}
            essentials={(run) => (
              <>
                {format.number(run.subscriptions_done)} of {counted(run.subscriptions_total, 'subscription')}
                {run.errors_count > 0 ? `, ${counted(run.errors_count, 'error')}` : null}
              </>
            )}
            rows={runs.data?.data}
            rowKey={(run) => run.id}
            rowLink={(run) => ({ to: '/billing-runs/$billingRunId', params: { billingRunId: run.id } })}
            empty={
              <EmptyState icon={CalendarCheck} title="Nothing has been billed yet" action={startRun}>
                A run looks for subscriptions whose period is over, shows what it would invoice, and does it when you
                say so.
              </EmptyState>
            }
          />
        )}
        <ListPages shown={runs.data?.data.length} noun="run" cursor={cursor} nextCursor={runs.data?.next_cursor} />
      </Card>
    </>
  );
}
