import type { Subscription } from '@revenue/billing-core/subscriptions';
import { getRouteApi } from '@tanstack/react-router';
import { readProblem } from '../../api/problem.ts';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { ComponentCard } from '../plans/component-card.tsx';
import { pricedPlan } from '../plans/priced-plan.ts';
import { CancelSubscription } from './cancel-subscription.tsx';
import { SubscriptionFacts } from './subscription-facts.tsx';
import { SubscriptionInvoices } from './subscription-invoices.tsx';
import { SubscriptionTimeline } from './subscription-timeline.tsx';
import { UpcomingInvoice } from './upcoming-invoice.tsx';

const route = getRouteApi('/app/subscriptions/$subscriptionId');
/** What each period is billed for, with the quantities of this subscription. */
function Components({ subscription }: { subscription: Subscription }) {
  const format = useFormat();
  const priced = pricedPlan({
    components: subscription.items.map((item) => ({ ...item, product_id: null })),
  });
  return (
    <Card title="What is billed each period">
      <div className="flex flex-col divide-y divide-line">
        {priced.map((component, index) => {
          const item = subscription.items[index];
          return (
            <div key={component.id}>
              <ComponentCard component={component} currency={subscription.plan.currency} />
              {item && item.kind === 'recurring' && component.pricing.model !== 'flat' ? (
                <p className="pb-3 text-ink-soft text-sm">Quantity: {format.number(item.quantity)}</p>
              ) : null}
            </div>
          );
        })}
      </div>
    </Card>
  );
}

/** A cancellation that has not happened yet can be taken back. */
function CancellationNotice({ subscription }: { subscription: Subscription }) {
  const format = useFormat();
  const cache = trpc.useUtils();
  const undo = trpc.subscriptions.update.useMutation({
    onSuccess: () => cache.subscriptions.invalidate(),
    onError: (error) => toast.failed('The cancellation stays', readProblem(error).message),
  });
  if (!subscription.cancel_at_period_end || subscription.ended_at) return null;
  return (
    <div className="mb-4">
      <Callout
        tone="warning"
        title={`Ends on ${format.date(subscription.current_period.end)}`}
        action={
          <Button
            size="sm"
            busy={undo.isPending}
            onClick={() =>
              undo.mutate({ id: subscription.id, version: subscription.version, cancel_at_period_end: false })
            }
          >
            Keep it going
          </Button>
        }
      >
        This period is still billed; no other follows.
      </Callout>
    </div>
  );
}

export function SubscriptionDetail() {
  const { subscriptionId } = route.useParams();
  const query = trpc.subscriptions.get.useQuery({ id: subscriptionId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  const subscription = query.data;
  if (!subscription) return <SkeletonLines lines={8} />;
  return (
    <>
      <PageHeader
        title={`${subscription.plan.name} for ${subscription.customer.name}`}
        badge={<Status status={subscription.status} />}
        parent={{ label: 'Subscriptions', link: { to: '/subscriptions' } }}
        actions={<CancelSubscription subscription={subscription} />}
      />
      <CancellationNotice subscription={subscription} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-4">
          <Components subscription={subscription} />
          <UpcomingInvoice subscription={subscription} />
          <SubscriptionInvoices subscriptionId={subscriptionId} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <SubscriptionFacts subscription={subscription} />
          <SubscriptionTimeline subscriptionId={subscriptionId} />
        </div>
      </div>
    </>
  );
}
