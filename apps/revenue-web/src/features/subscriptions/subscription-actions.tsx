import { isLiveSubscription, type Subscription } from '@revenue/billing-core/subscriptions';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CancelSubscription } from './cancel-subscription.tsx';
import { ChangeSheet } from './changes/change-sheet.tsx';

/** What can be done with a subscription as it stands. */
export function SubscriptionActions({ subscription }: { subscription: Subscription }) {
  const [changing, setChanging] = useState(false);
  const { status } = subscription;
  return (
    <>
      <CancelSubscription subscription={subscription} />
      {isLiveSubscription(status) && status !== 'paused' ? (
        <Button variant="primary" onClick={() => setChanging(true)}>
          Change
        </Button>
      ) : null}
      {changing ? <ChangeSheet subscription={subscription} onClose={() => setChanging(false)} /> : null}
    </>
  );
}
