import type { Subscription } from '@revenue/billing-core/subscriptions';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { methodName, methodOn } from './method-words.ts';
import { RecordMethodDialog } from './record-method-dialog.tsx';

const withoutMethod = { bill: 'is billed on terms', pause: 'is paused', cancel: 'is canceled' };

type TrialMethodProps = {
  payer: { id: string; name: string };
  trial_end: string;
  without: Subscription['trial_without_method'];
};

/** By what is paid when the trial is over; where there is nothing, what happens then, and the way to change it. */
export function TrialMethod({ payer, trial_end, without }: TrialMethodProps) {
  const format = useFormat();
  const [recording, setRecording] = useState(false);
  const list = trpc.payment_methods.list.useQuery({ id: payer.id });
  if (!list.data) return null;
  const method = methodOn(list.data.data, trial_end);
  if (method) {
    const name = methodName(method);
    return (
      <p className="text-ink-soft text-sm">
        {payer.name} pays by {name.charAt(0).toLowerCase() + name.slice(1)} when the trial is over.
      </p>
    );
  }
  return (
    <>
      <Callout
        tone={without === 'bill' ? 'info' : 'warning'}
        title={`${payer.name} has no payment method for ${format.date(trial_end)}`}
        action={
          <Button size="sm" onClick={() => setRecording(true)}>
            Record one
          </Button>
        }
      >
        At the end of the trial the subscription {withoutMethod[without]}.
      </Callout>
      {recording ? (
        <RecordMethodDialog
          customer={payer}
          isFirst={list.data.data.every(({ ended_at }) => ended_at !== null)}
          onClose={() => setRecording(false)}
        />
      ) : null}
    </>
  );
}
