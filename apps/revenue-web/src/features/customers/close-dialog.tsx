import type { CustomerClosing, CustomerDetail } from '@revenue/billing-core/customers';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';

/** What happens, item by item; what there is nothing of is not spoken of. */
function Effect({ effect }: { effect: CustomerClosing }) {
  const format = useFormat();
  const { live_subscriptions, ends_by, drafts, balances } = effect;
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-5">
      <li>It takes no new subscriptions and no new invoices.</li>
      {live_subscriptions > 0 && ends_by ? (
        <li>
          {counted(live_subscriptions, 'subscription is', 'subscriptions are')} canceled at the end of the period, the
          last on {format.date(ends_by)}, and billed until then.
        </li>
      ) : null}
      {drafts > 0 ? <li>{counted(drafts, 'draft stays', 'drafts stay')}: send or void each of them.</li> : null}
      {balances.map((balance) => (
        <li key={balance.currency}>
          <Money amount={balance.amount_due} currency={balance.currency} /> stays owed and is collected as before.
        </li>
      ))}
    </ul>
  );
}

function Body({ effect }: { effect: CustomerClosing | undefined }) {
  if (!effect) return <SkeletonLines lines={3} />;
  if (effect.obstacle) {
    return (
      <Callout tone="warning" title="It cannot be closed yet">
        {effect.obstacle}
      </Callout>
    );
  }
  return <Effect effect={effect} />;
}

/** Says what closing does before it is done. */
export function CloseDialog({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const cache = trpc.useUtils();
  const effect = trpc.customers.closing.useQuery({ id: customer.id });
  const close = trpc.customers.update.useMutation({
    onSuccess: async () => {
      await Promise.all([cache.customers.invalidate(), cache.subscriptions.invalidate()]);
      toast.done('Customer closed', customer.name);
      onClose();
    },
  });
  const possible = effect.data !== undefined && effect.data.obstacle === null;
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={<span className="wrap-anywhere">Close {customer.name}?</span>}
      footer={
        <>
          <Button onClick={onClose}>Keep as it is</Button>
          <Button
            variant="danger"
            busy={close.isPending}
            disabled={!possible}
            onClick={() => close.mutate({ id: customer.id, version: customer.version, status: 'closed' })}
          >
            Close customer
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-ink-soft text-sm">
        {effect.error ? <ProblemState error={effect.error} onRetry={() => effect.refetch()} /> : null}
        {effect.error ? null : <Body effect={effect.data} />}
        <FormProblem error={close.error} />
      </div>
    </Dialog>
  );
}
