import type { PlanDetail as PlanView } from '@revenue/billing-core/catalog';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CalendarSync } from 'lucide-react';
import { readProblem } from '../../api/problem.ts';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { counted, everyInterval } from '../../format/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { ComponentCard } from './component-card.tsx';
import { PriceCalculator } from './price-calculator.tsx';
import { pricedPlan } from './priced-plan.ts';

const route = getRouteApi('/app/plans/$planId');

/** The plan as a price card on a pricing page. */
function PricingCard({ plan }: { plan: PlanView }) {
  const version = plan.latest_version;
  return (
    <Card
      title={plan.name}
      description={`${version.currency}, billed ${everyInterval(version.interval, version.interval_count)}`}
      actions={<Badge>Version {version.version}</Badge>}
    >
      {plan.description ? <p className="text-ink-soft text-sm">{plan.description}</p> : null}
      <div className="mt-1 flex flex-col divide-y divide-line">
        {pricedPlan(version).map((component) => (
          <ComponentCard key={component.id} component={component} currency={version.currency} />
        ))}
      </div>
    </Card>
  );
}

function Versions({ plan }: { plan: PlanView }) {
  const format = useFormat();
  if (plan.versions.length < 2) return null;
  return (
    <Card flush title="Versions" description="Subscribers stay on theirs.">
      <DataTable
        caption="Versions"
        rows={plan.versions}
        rowKey={(version) => version.id}
        columns={[
          { id: 'version', header: 'Version', cell: (version) => version.version },
          {
            id: 'components',
            header: 'Components',
            cell: (version) => version.components.map((component) => component.name).join(', '),
          },
          { id: 'created', header: 'Published', align: 'end', cell: (version) => format.dateTime(version.created_at) },
        ]}
      />
    </Card>
  );
}

function ActiveButton({ plan }: { plan: PlanView }) {
  const cache = trpc.useUtils();
  const update = trpc.plans.update.useMutation({
    onSuccess: () => cache.plans.invalidate(),
    onError: (error) => toast.failed('The plan was not changed', readProblem(error).message),
  });
  return (
    <Button busy={update.isPending} onClick={() => update.mutate({ id: plan.id, active: !plan.active })}>
      {plan.active ? 'Close to new subscribers' : 'Open again'}
    </Button>
  );
}

export function PlanDetail() {
  const { planId } = route.useParams();
  const format = useFormat();
  const query = trpc.plans.get.useQuery({ id: planId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  const plan = query.data;
  if (!plan) return <SkeletonLines lines={8} />;
  const version = plan.latest_version;
  return (
    <>
      <PageHeader
        title={plan.name}
        badge={
          plan.active ? (
            <Badge dot tone="success">
              Active
            </Badge>
          ) : (
            <Badge dot>Closed</Badge>
          )
        }
        description={counted(plan.subscriptions, 'live subscription')}
        parent={{ label: 'Plans', link: { to: '/plans' } }}
        actions={
          <>
            <ActiveButton plan={plan} />
            {plan.active ? (
              <Button asChild variant="primary">
                <Link to="/subscriptions/new" search={{ plan_id: plan.id }}>
                  <CalendarSync aria-hidden />
                  Subscribe a customer
                </Link>
              </Button>
            ) : null}
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-4">
          <PricingCard plan={plan} />
          <Versions plan={plan} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="What it costs" description="Try quantities; the function that bills computes it.">
            <PriceCalculator
              components={pricedPlan(version)}
              currency={version.currency}
              period={everyInterval(version.interval, version.interval_count)}
            />
          </Card>
          <Card title="Details">
            <DescriptionList
              items={[
                { label: 'Code', value: <CopyText text={plan.code} /> },
                { label: 'Your id', value: plan.external_id ? <CopyText text={plan.external_id} /> : null },
                {
                  label: 'Id',
                  value: <CopyText text={plan.id} shown={`${plan.id.slice(0, 8)}…${plan.id.slice(-4)}`} />,
                },
                { label: 'Created', value: format.dateTime(plan.created_at) },
              ]}
            />
          </Card>
        </div>
      </div>
    </>
  );
}
