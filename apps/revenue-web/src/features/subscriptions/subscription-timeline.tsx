import { useCallback } from 'react';
import { trpc } from '../../api/trpc.ts';
import { Card } from '../../ui/card.tsx';
import { TimelineParts } from '../customers/timeline-parts.tsx';

/** What happened to the subscription and its invoices, newest first. */
export function SubscriptionTimeline({ subscriptionId }: { subscriptionId: string }) {
  const usePart = useCallback(
    (cursor: string | undefined) => trpc.subscriptions.timeline.useQuery({ id: subscriptionId, limit: 8, cursor }),
    [subscriptionId],
  );
  return (
    <Card title="Timeline">
      <TimelineParts key={subscriptionId} usePart={usePart} />
    </Card>
  );
}
