import type { BillingCycle } from '@revenue/billing-core/billing-cycles';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus, RefreshCw, SearchX } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
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
    { id: 'name', header: 'Cycle', cell: (cycle) => cycle.name },
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
        next_issue_at ? format.dayOf(next_issue_at) : <span className="text-ink-faint">–</span>,
    },
    { id: 'customers', header: 'Billed on it', align: 'end', cell: (cycle) => format.number(cycle.subscriptions) },
  ];
}

export function BillingCycleList() {
  const { q, cursor } = route.useSearch();
  const columns = useColumns();
  const cycles = trpc.billing_cycles.list.useQuery({ q, cursor, limit: 25 }, { placeholderData: (before) => before });
  const empty = q ? (
    <EmptyState icon={SearchX} title="No billing cycle matches">
      Change the search.
    </EmptyState>
  ) : (
    <EmptyState icon={RefreshCw} title="No billing cycles yet" action={newCycle}>
      A cycle says when invoices come about by themselves and by which rules. Put customers on it with the products that
      they pay for each period.
    </EmptyState>
  );
  return (
    <>
      <PageHeader
        title="Billing cycles"
        description="When invoices come about by themselves, and by which rules."
        actions={newCycle}
      />
      <ListToolbar filters={{}}>
        <SearchBox value={q} placeholder="Search name" />
      </ListToolbar>
      <Card flush>
        {cycles.error ? (
          <ProblemState error={cycles.error} onRetry={() => cycles.refetch()} />
        ) : (
          <DataTable
            caption="Billing cycles"
            columns={columns}
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
