import type { Subscription } from '@revenue/billing-core/subscriptions';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { TrialMethod } from '../payment-methods/trial-method.tsx';
import { UndoCancellationSheet } from './changes/pause-sheets.tsx';
import { ScheduledChange } from './changes/scheduled-change.tsx';
import { endOf, standingsOf } from './standing-words.ts';

/** A cancellation that has not happened yet can be taken back. */
function KeepGoing({ subscription }: { subscription: Subscription }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Keep it going
      </Button>
      {asking ? <UndoCancellationSheet subscription={subscription} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

/** By what its payer pays once the trial is over. */
function MethodOfPayer({ subscription }: { subscription: Subscription }) {
  const { id, status, trial_end, trial_without_method } = subscription;
  const upcoming = trpc.subscriptions.upcoming_invoice.useQuery({ id }, { enabled: status === 'trialing' });
  if (status !== 'trialing' || trial_end === null || !upcoming.data) return null;
  return <TrialMethod payer={upcoming.data.payer} trial_end={trial_end} without={trial_without_method} />;
}

/** How the subscription stands, where that is not simply active. */
export function SubscriptionBanner({ subscription }: { subscription: Subscription }) {
  const format = useFormat();
  const standings = standingsOf(subscription, format);
  if (standings.length === 0 && subscription.scheduled_change === null) return null;
  return (
    <div className="mb-4 flex flex-col gap-2">
      <ScheduledChange subscription={subscription} />
      {standings.map(({ tone, title, text }) => (
        <Callout
          key={title}
          tone={tone}
          title={title}
          action={title.startsWith('Ends on') && endOf(subscription) ? <KeepGoing subscription={subscription} /> : null}
        >
          {text}
        </Callout>
      ))}
      <MethodOfPayer subscription={subscription} />
    </div>
  );
}
