import type { Subscription } from '@revenue/billing-core/subscriptions';
import { readProblem } from '../../../api/problem.ts';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { toast } from '../../../ui/toast.tsx';
import { itemPrice } from '../subscription-items.tsx';

/** A change that is to come, with what it will be then; it can be taken back until that day. */
export function ScheduledChange({ subscription }: { subscription: Subscription }) {
  const format = useFormat();
  const cache = trpc.useUtils();
  const undo = trpc.subscriptions.undo_change.useMutation({
    onSuccess: async () => {
      toast.done('The change is taken back', 'Everything stays as it is.');
      await cache.subscriptions.invalidate();
    },
    onError: (error) => toast.failed('The change stays scheduled', readProblem(error).message),
  });
  const { scheduled_change: change, id, version } = subscription;
  if (change === null) return null;
  const { plan, items, effective_on } = change;
  // What was charged once has been charged by then.
  const charged = items.filter(({ kind, state }) => kind !== 'one_time' || state === 'scheduled');
  const isOther = plan.id !== subscription.plan.id;
  return (
    <Callout
      title={`Changes${isOther ? ` to ${plan.name}` : ''} on ${format.date(effective_on)}`}
      action={
        <Button size="sm" busy={undo.isPending} onClick={() => undo.mutate({ id, version })}>
          Undo the change
        </Button>
      }
    >
      From then on: {charged.map((item) => `${item.name} ${itemPrice(item, plan.currency, format)}`).join(', ')}.
    </Callout>
  );
}
