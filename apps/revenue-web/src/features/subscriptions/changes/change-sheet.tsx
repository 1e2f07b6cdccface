import type { Subscription } from '@revenue/billing-core/subscriptions';
import { type FormEvent, useId, useState } from 'react';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/dialog.tsx';
import { toast } from '../../../ui/toast.tsx';
import { type ChangeChoice, presentChoice, sentChange } from './change-choice.ts';
import { ChangeChoices } from './change-choices.tsx';
import { ChosenEffect } from './chosen-effect.tsx';
import { confirmWords } from './effect-words.ts';
import { useChangePreview } from './use-change-preview.ts';

/** Another plan, quantity, price or add-on, with what it does in money beside it. */
export function ChangeSheet({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const form = useId();
  const format = useFormat();
  const cache = trpc.useUtils();
  const [choice, setChoice] = useState(presentChoice(subscription));
  const list = trpc.plans.list.useQuery({ active: true, limit: 100 });
  const plans = list.data?.data ?? [];
  const sent = sentChange(subscription, choice, plans);
  const update = trpc.subscriptions.update.useMutation({
    onSuccess: async ({ change }) => {
      onClose();
      if (change)
        toast.done(change.status === 'scheduled' ? `Changes on ${format.date(change.effective_on)}` : 'Changed');
      await Promise.all([cache.subscriptions.invalidate(), cache.invoices.invalidate(), cache.customers.invalidate()]);
    },
  });
  const preview = useChangePreview(sent && { ...sent, action: 'change' }, update.error);
  const { shown, error, isCurrent } = preview;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Enter in a field decides only once what it comes to is on the screen.
    if (!sent || !isCurrent || update.isPending) return;
    preview.onTry();
    update.mutate({ ...sent, version: subscription.version });
  };
  const fields = {
    subscription,
    plans,
    choice,
    onChange: (change: Partial<ChangeChoice>) => setChoice((before) => ({ ...before, ...change })),
  };
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={`Change ${subscription.plan.name} for ${subscription.customer.name}`}
      description="What it costs is shown before anything happens."
      footer={
        <>
          <Button onClick={onClose}>Keep as it is</Button>
          <Button type="submit" form={form} variant="primary" disabled={!isCurrent} busy={update.isPending}>
            {shown ? confirmWords('Change', shown, format) : 'Change'}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit}>
        <ChangeChoices {...fields} />
      </form>
      <ChosenEffect
        subscription={subscription}
        error={error}
        isChosen={sent !== null}
        shown={shown}
        isCurrent={isCurrent}
      />
    </Sheet>
  );
}
