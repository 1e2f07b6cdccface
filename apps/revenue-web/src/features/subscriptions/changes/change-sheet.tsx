import type { Plan } from '@revenue/billing-core/catalog';
import type { Subscription } from '@revenue/billing-core/subscriptions';
import { useState } from 'react';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Sheet } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Select } from '../../../ui/select.tsx';
import { toast } from '../../../ui/toast.tsx';
import { type ChangeChoice, countedComponents, presentAddOns, presentChoice, sentChange } from './change-choice.ts';
import { ChosenEffect } from './chosen-effect.tsx';
import { confirmWords } from './effect-words.ts';
import { useChangePreview } from './use-change-preview.ts';

type ChoiceProps = {
  subscription: Subscription;
  plans: readonly Plan[];
  choice: ChangeChoice;
  onChange: (change: Partial<ChangeChoice>) => void;
};

const moments = [
  { value: 'by_policy', label: 'As the settings say' },
  { value: 'now', label: 'Now' },
  { value: 'period_end', label: 'When the period ends' },
] as const;

function PlanChoice({ subscription, plans, choice, onChange }: ChoiceProps) {
  const { plan } = subscription;
  const others = plans.filter(
    ({ id, kind, latest_version }) => kind === 'plan' && id !== plan.id && latest_version.currency === plan.currency,
  );
  const options = [{ id: plan.id, name: `${plan.name}, as it is` }, ...others].map(({ id, name }) => ({
    value: id,
    label: name,
  }));
  return (
    <Field label="Plan">
      <Select
        options={options}
        value={choice.plan_id}
        onChange={(event) => onChange({ plan_id: event.target.value, quantities: {} })}
      />
    </Field>
  );
}

function Quantities({ subscription, plans, choice, onChange }: ChoiceProps) {
  return countedComponents(subscription, choice, plans).map(({ id, name, present }) => (
    <Field key={id} label={`Quantity of ${name}`} hint={present === null ? undefined : `Now ${present}.`}>
      <Input
        inputMode="decimal"
        placeholder={present === null ? 'As it is, or 1' : String(present)}
        value={choice.quantities[id] ?? ''}
        onChange={(event) => onChange({ quantities: { ...choice.quantities, [id]: event.target.value } })}
      />
    </Field>
  ));
}

function AddOns({ subscription, plans, choice, onChange }: ChoiceProps) {
  const had = new Set(presentAddOns(subscription));
  const offered = plans.filter(
    ({ id, kind, latest_version }) =>
      kind === 'addon' && (had.has(id) || latest_version.currency === subscription.plan.currency),
  );
  if (offered.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-1.5 sm:col-span-2">
      <legend className="mb-1 font-medium text-ink text-sm">Add-ons</legend>
      {offered.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={choice.add_on_ids.includes(id)}
          onChange={(event) =>
            onChange({
              add_on_ids: event.target.checked
                ? [...choice.add_on_ids, id]
                : choice.add_on_ids.filter((other) => other !== id),
            })
          }
        />
      ))}
    </fieldset>
  );
}

function Choices(props: ChoiceProps) {
  const { choice, onChange } = props;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <PlanChoice {...props} />
      <Quantities {...props} />
      <AddOns {...props} />
      <div className="sm:col-span-2">
        <p className="mb-1 font-medium text-ink text-sm">Takes effect</p>
        <Segmented
          label="Takes effect"
          name="when"
          value={choice.when}
          onChange={(when) => onChange({ when })}
          segments={moments}
        />
      </div>
    </div>
  );
}

/** Another plan, quantity or add-on, with what it does in money beside it. */
export function ChangeSheet({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const format = useFormat();
  const cache = trpc.useUtils();
  const [choice, setChoice] = useState(presentChoice(subscription));
  const list = trpc.plans.list.useQuery({ active: true, limit: 100 });
  const plans = list.data?.data ?? [];
  const sent = sentChange(subscription, choice, plans);
  const { shown, error, isCurrent } = useChangePreview(sent && { ...sent, action: 'change' });
  const update = trpc.subscriptions.update.useMutation({
    onSuccess: async ({ change }) => {
      onClose();
      if (change)
        toast.done(change.status === 'scheduled' ? `Changes on ${format.date(change.effective_on)}` : 'Changed');
      await Promise.all([cache.subscriptions.invalidate(), cache.invoices.invalidate(), cache.customers.invalidate()]);
    },
  });
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
          <Button
            variant="primary"
            disabled={!isCurrent || !shown}
            busy={update.isPending}
            onClick={() => sent && update.mutate({ ...sent, version: subscription.version })}
          >
            {shown ? confirmWords('Change', shown, format) : 'Change'}
          </Button>
        </>
      }
    >
      <Choices {...fields} />
      <ChosenEffect
        subscription={subscription}
        error={update.error ?? error}
        isChosen={sent !== null}
        shown={shown}
        isCurrent={isCurrent}
      />
    </Sheet>
  );
}
