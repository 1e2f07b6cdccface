import type { Subscription } from '@revenue/billing-core/subscriptions';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

export function CancelSubscription({ subscription }: { subscription: Subscription }) {
  const [asking, setAsking] = useState(false);
  const format = useFormat();
  const cache = trpc.useUtils();
  const end = format.date(subscription.current_period.end);
  const cancel = trpc.subscriptions.update.useMutation({
    onSuccess: async () => {
      toast.done('Cancellation noted', `It ends on ${end}.`);
      setAsking(false);
      await Promise.all([cache.subscriptions.invalidate(), cache.customers.invalidate()]);
    },
  });
  if (subscription.ended_at || subscription.cancel_at_period_end) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>Cancel at the end of the period</Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Cancel this subscription?"
        confirmLabel="Cancel at the end of the period"
        danger
        busy={cancel.isPending}
        onConfirm={() =>
          cancel.mutate({ id: subscription.id, version: subscription.version, cancel_at_period_end: true })
        }
      >
        <p>
          {subscription.customer.name} is billed for the current period, which ends on {end}, and not after it. Until
          then it can be taken back.
        </p>
        <FormProblem error={cancel.error} />
      </ConfirmDialog>
    </>
  );
}
