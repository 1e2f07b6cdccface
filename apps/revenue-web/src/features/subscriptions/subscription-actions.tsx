import { isLiveSubscription, type Subscription } from '@revenue/billing-core/subscriptions';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CancelSheet } from './changes/cancel-sheet.tsx';
import { ChangeSheet } from './changes/change-sheet.tsx';
import { PauseSheet, ResumeSheet } from './changes/pause-sheets.tsx';
import { endOf } from './standing-words.ts';

const sheets = { change: ChangeSheet, cancel: CancelSheet, pause: PauseSheet, resume: ResumeSheet };

/** What can be done with a subscription as it stands; each first shows what it comes to. */
export function SubscriptionActions({ subscription }: { subscription: Subscription }) {
  const [deed, setDeed] = useState<keyof typeof sheets | null>(null);
  const Shown = deed && sheets[deed];
  const { status } = subscription;
  if (!isLiveSubscription(status)) {
    const { customer_id, plan } = subscription;
    return (
      <Button asChild>
        <Link to="/subscriptions/new" search={{ customer_id, plan_id: plan.id }}>
          Subscribe again
        </Link>
      </Button>
    );
  }
  const isPaused = status === 'paused';
  const canPause = status === 'active' || status === 'trialing' || status === 'past_due';
  return (
    <>
      {endOf(subscription) === null ? <Button onClick={() => setDeed('cancel')}>Cancel</Button> : null}
      {canPause ? <Button onClick={() => setDeed('pause')}>Pause</Button> : null}
      {isPaused ? (
        <Button variant="primary" onClick={() => setDeed('resume')}>
          Resume
        </Button>
      ) : (
        <Button variant="primary" onClick={() => setDeed('change')}>
          Change
        </Button>
      )}
      {Shown ? <Shown subscription={subscription} onClose={() => setDeed(null)} /> : null}
    </>
  );
}
