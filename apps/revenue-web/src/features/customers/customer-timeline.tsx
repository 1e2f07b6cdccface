import { useCallback } from 'react';
import { trpc } from '../../api/trpc.ts';
import { Card } from '../../ui/card.tsx';
import { TimelineParts } from './timeline-parts.tsx';

/** What happened to the customer, its subscriptions, invoices and payments, newest first. */
export function CustomerTimeline({ customerId }: { customerId: string }) {
  const usePart = useCallback(
    (cursor: string | undefined) => trpc.customers.timeline.useQuery({ id: customerId, limit: 12, cursor }),
    [customerId],
  );
  return (
    <Card title="Timeline">
      <TimelineParts key={customerId} usePart={usePart} />
    </Card>
  );
}
