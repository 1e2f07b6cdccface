import type { PlanDetail as PlanView } from '@revenue/billing-core/catalog';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CalendarSync, FilePen } from 'lucide-react';
import { readProblem } from '../../api/problem.ts';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { MrrOf } from '../subscription-reports/mrr-of.tsx';
import { PlanState } from './plan-state.tsx';
import { PriceCalculator } from './price-calculator.tsx';
import { pricedPlan } from './priced-plan.ts';
import { PricingCard } from './pricing-card.tsx';
import { PublicCard } from './public-card.tsx';
import { DraftCard } from './versions/draft-card.tsx';
import { VersionsCard } from './versions/versions-card.tsx';

const route = getRouteApi('/app/plans/$planId');

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

function Actions({ plan }: { plan: PlanView }) {
  const isOffered = plan.active && plan.versions.length > 0 && plan.kind === 'plan';
  return (
    <>
      <ActiveButton plan={plan} />
      {plan.draft ? null : (
        <Button asChild>
          <Link to="/plans/$planId/draft" params={{ planId: plan.id }}>
            <FilePen aria-hidden />
            New version
          </Link>
        </Button>
      )}
      {isOffered ? (
        <Button asChild variant="primary">
          <Link to="/subscriptions/new" search={{ plan_id: plan.id }}>
            <CalendarSync aria-hidden />
            Subscribe a customer
          </Link>
        </Button>
      ) : null}
    </>
  );
}

function DetailsCard({ plan }: { plan: PlanView }) {
  const format = useFormat();
  return (
    <Card title="Details">
      <DescriptionList
        items={[
          { label: 'MRR', value: <MrrOf of={{ plan_id: plan.id }} /> },
          { label: 'Code', value: <CopyText text={plan.code} /> },
          { label: 'Your own id', value: plan.external_id ? <CopyText text={plan.external_id} /> : null },
          {
            label: 'Id',
            value: <CopyText text={plan.id} shown={`${plan.id.slice(0, 8)}…${plan.id.slice(-4)}`} />,
          },
          { label: 'Created', value: format.dateTime(plan.created_at) },
        ]}
      />
    </Card>
  );
}

export function PlanDetail() {
  const { planId } = route.useParams();
  const query = trpc.plans.get.useQuery({ id: planId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  const plan = query.data;
  if (!plan) return <SkeletonLines lines={8} />;
  const version = plan.latest_version;
  const components = pricedPlan(version);
  const { currency, interval, interval_count } = version;
  const length = { currency, interval, interval_count };
  return (
    <>
      <PageHeader
        title={plan.name}
        badge={
          <>
            {plan.kind === 'addon' ? <Badge tone="accent">Add-on</Badge> : null} <PlanState plan={plan} />
          </>
        }
        description={counted(plan.subscriptions, 'live subscription')}
        parent={{ label: 'Plans', link: { to: '/plans' } }}
        actions={<Actions plan={plan} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-4">
          <DraftCard plan={plan} />
          <PricingCard
            name={plan.name}
            description={plan.description}
            components={components}
            length={length}
            trialDays={version.trial_days}
            badge={<Badge>Version {version.version}</Badge>}
          />
          <VersionsCard plan={plan} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="What it costs" description="Try quantities; the function that bills computes it.">
            <PriceCalculator components={components} length={length} chart />
          </Card>
          <PublicCard plan={plan} />
          <DetailsCard plan={plan} />
        </div>
      </div>
    </>
  );
}
