import type { Plan } from '@revenue/billing-core/catalog';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Layers, Plus, SearchX } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { everyInterval } from '../../format/words.ts';
import { ListEnd } from '../../list/list-end.tsx';
import { ListPages } from '../../list/list-pages.tsx';
import { ListToolbar } from '../../list/list-toolbar.tsx';
import { SearchBox } from '../../list/search-box.tsx';
import { shownColumns } from '../../list/shown-columns.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PlanState } from './plan-state.tsx';
import { priceLine } from './price-words.ts';
import { pricedPlan } from './priced-plan.ts';

const route = getRouteApi('/app/plans');

const newPlan = (
  <Button asChild variant="primary">
    <Link to="/plans/new">
      <Plus aria-hidden />
      New plan
    </Link>
  </Button>
);

function useColumns(): Column<Plan>[] {
  const format = useFormat();
  const prices = ({ latest_version }: Plan) =>
    pricedPlan(latest_version).map(
      (component) =>
        `${component.name} ${priceLine(component.pricing, latest_version.currency, component.unit, format)}`,
    );
  return [
    {
      id: 'name',
      header: 'Plan',
      cell: (plan) => (
        <span className="flex flex-wrap items-center gap-1.5">
          {plan.name} {plan.kind === 'addon' ? <Badge tone="accent">Add-on</Badge> : null}
        </span>
      ),
    },
    {
      id: 'code',
      header: 'Code',
      from: 'lg',
      cell: (plan) => <code className="text-ink-soft text-xs">{plan.code}</code>,
    },
    {
      id: 'prices',
      header: 'Prices',
      wrap: true,
      from: 'md',
      cell: (plan) => <span className="line-clamp-1 max-w-md text-ink-soft">{prices(plan).join(' · ')}</span>,
    },
    {
      id: 'billed',
      header: 'Billed',
      from: 'sm',
      cell: ({ latest_version }) =>
        `${latest_version.currency} ${everyInterval(latest_version.interval, latest_version.interval_count)}`,
    },
    {
      id: 'state',
      header: 'State',
      cell: (plan) => (
        <span className="flex flex-wrap gap-1.5">
          <PlanState plan={plan} />
          {plan.has_draft && plan.latest_version.status === 'published' ? <Badge>Draft of the next</Badge> : null}
        </span>
      ),
    },
    { id: 'subscriptions', header: 'Subscribers', align: 'end', cell: (plan) => format.number(plan.subscriptions) },
  ];
}

export function PlanList() {
  const search = route.useSearch();
  const { q, cursor } = search;
  const columns = useColumns();
  const plans = trpc.plans.list.useQuery({ q, cursor, limit: 25 }, { placeholderData: (before) => before });
  const empty = q ? (
    <EmptyState icon={SearchX} title="No plan matches">
      Change the search.
    </EmptyState>
  ) : (
    <EmptyState icon={Layers} title="No plans yet" action={newPlan}>
      A plan holds what a subscription pays each period: fees, and prices for what meters count.
    </EmptyState>
  );
  return (
    <>
      <PageHeader
        title="Plans"
        description="What subscriptions pay. A published version never changes."
        actions={newPlan}
      />
      <ListToolbar filters={{}} end={<ListEnd list="plans" search={search} columns={columns} />}>
        <SearchBox value={q} placeholder="Search name or code" />
      </ListToolbar>
      <Card flush>
        {plans.error ? (
          <ProblemState error={plans.error} onRetry={() => plans.refetch()} />
        ) : (
          <DataTable
            caption="Plans"
            columns={shownColumns(columns, search.columns)}
            essentials={({ latest_version }) =>
              `${latest_version.currency} ${everyInterval(latest_version.interval, latest_version.interval_count)}`
            }
            rows={plans.data?.data}
            rowKey={(plan) => plan.id}
            rowLink={(plan) => ({ to: '/plans/$planId', params: { planId: plan.id } })}
            empty={empty}
          />
        )}
        <ListPages shown={plans.data?.data.length} noun="plan" cursor={cursor} nextCursor={plans.data?.next_cursor} />
      </Card>
    </>
  );
}
