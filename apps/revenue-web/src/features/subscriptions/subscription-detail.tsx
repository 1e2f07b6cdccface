import { getRouteApi } from '@tanstack/react-router';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Status } from '../../format/status.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { SubscriptionActions } from './subscription-actions.tsx';
import { SubscriptionBanner } from './subscription-banner.tsx';
import { SubscriptionFacts } from './subscription-facts.tsx';
import { SubscriptionInvoices } from './subscription-invoices.tsx';
import { SubscriptionItems } from './subscription-items.tsx';
import { SubscriptionTimeline } from './subscription-timeline.tsx';
import { UpcomingInvoice } from './upcoming-invoice.tsx';

const route = getRouteApi('/app/subscriptions/$subscriptionId');

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
        actions={<SubscriptionActions subscription={subscription} />}
      />
      <SubscriptionBanner subscription={subscription} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-4">
          <SubscriptionItems subscription={subscription} />
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
