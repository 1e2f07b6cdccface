import type { Plan } from '@revenue/billing-core/catalog';
import type { Subscription, SubscriptionChangePreview } from '@revenue/billing-core/subscriptions';
import { useState } from 'react';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { FormProblem } from '../../../forms/form-problem.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { cx } from '../../../ui/cx.ts';
import { Sheet } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Select } from '../../../ui/select.tsx';
import { SkeletonLines } from '../../../ui/skeleton.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useDelayed } from '../../../ui/use-delayed.ts';
import { type ChangeChoice, countedComponents, presentAddOns, presentChoice, sentChange } from './change-choice.ts';
import { BeforeAndAfter, ChangeEffect } from './change-effect.tsx';
import { confirmWords } from './effect-words.ts';

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

type EffectProps = {
  subscription: Subscription;
  error: unknown;
  /** Something is to be different. */
  isChosen: boolean;
  shown: SubscriptionChangePreview | undefined;
  /** It is the effect of what is chosen now. */
  isCurrent: boolean;
};

function Effect({ subscription, error, isChosen, shown, isCurrent }: EffectProps) {
  return (
    <section aria-label="What it does" className="mt-5 flex flex-col gap-3 border-line border-t pt-4">
      <FormProblem error={error} />
      {isChosen ? null : <p className="text-ink-soft text-sm">Choose what is to be different.</p>}
      {isChosen && !shown && !error ? <SkeletonLines lines={4} /> : null}
      {shown ? (
        <div className={cx('flex flex-col gap-3', !isCurrent && 'opacity-60')} aria-busy={!isCurrent}>
          <BeforeAndAfter subscription={subscription} preview={shown} />
          <ChangeEffect preview={shown} />
        </div>
      ) : null}
    </section>
  );
}

/** What the chosen change would do, a moment after the choice has settled. */
function usePreview(subscription: Subscription, choice: ChangeChoice, plans: readonly Plan[]) {
  const sent = sentChange(subscription, choice, plans);
  const settled = useDelayed(JSON.stringify(sent), 250);
  const isSettled = settled === JSON.stringify(sent);
  const preview = trpc.subscriptions.preview_change.useQuery(
    { ...JSON.parse(settled), action: 'change' },
    { enabled: settled !== 'null', retry: false, placeholderData: (before) => before, staleTime: 0, gcTime: 0 },
  );
  const isCurrent = isSettled && !preview.isFetching && !preview.isPlaceholderData && !preview.error;
  return { sent, preview, isCurrent };
}

/** Another plan, quantity or add-on, with what it does in money beside it. */
export function ChangeSheet({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const format = useFormat();
  const cache = trpc.useUtils();
  const [choice, setChoice] = useState(presentChoice(subscription));
  const list = trpc.plans.list.useQuery({ active: true, limit: 100 });
  const plans = list.data?.data ?? [];
  const { sent, preview, isCurrent } = usePreview(subscription, choice, plans);
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
  const shown = sent === null ? undefined : preview.data;
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
      <Effect
        subscription={subscription}
        error={update.error ?? (sent === null ? null : preview.error)}
        isChosen={sent !== null}
        shown={preview.error ? undefined : shown}
        isCurrent={isCurrent}
      />
    </Sheet>
  );
}
