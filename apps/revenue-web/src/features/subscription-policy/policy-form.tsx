import { type SubscriptionPolicy, UpdateSubscriptionPolicy } from '@revenue/billing-core/subscriptions';
import { addDays } from '@revenue/billing-core/time';
import { type Path, type UseFormReturn, useController, useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormActions } from '../../forms/form-actions.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useRebase } from '../../forms/use-rebase.ts';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { type ChoiceCard, ChoiceCards } from '../../ui/choice-cards.tsx';
import { toast } from '../../ui/toast.tsx';
import {
  afterGraceChoices,
  creditCapChoices,
  downgradeChoices,
  invoicingChoices,
  newPeriodChoices,
  prorationChoices,
  writeWith,
} from './policy-choices.ts';
import { type PolicyValues, policyValues, sentPolicy } from './policy-values.ts';

type Form = UseFormReturn<PolicyValues, unknown, UpdateSubscriptionPolicy>;

const check = wireResolver<PolicyValues, UpdateSubscriptionPolicy>(UpdateSubscriptionPolicy, null);

function ChoiceField<Value extends string>(props: {
  form: Form;
  name: Path<PolicyValues>;
  legend: string;
  hint: string;
  choices: readonly ChoiceCard<Value>[];
}) {
  const { form, name, ...rest } = props;
  const { field } = useController({ control: form.control, name });
  return <ChoiceCards {...rest} value={field.value as Value} onChange={field.onChange} className="@md:col-span-2" />;
}

function ChangeSection({ form }: { form: Form }) {
  const write = writeWith(useFormat());
  const upgrade = `A plan of ${write.money('100')} a month is changed to ${write.money('200')} on January 17 at 9:30; January is paid.`;
  return (
    <>
      <FormSection title="Upgrades" description={`For example: ${upgrade}`}>
        <ChoiceField
          form={form}
          name="proration"
          legend="The rest of the period is divided"
          hint="Between the old and the new price."
          choices={prorationChoices(write)}
        />
        <ChoiceField
          form={form}
          name="invoicing"
          legend="What it costs is invoiced"
          hint="What comes to nothing or less always waits for the next invoice."
          choices={invoicingChoices(write)}
        />
      </FormSection>
      <FormSection
        title="Downgrades"
        description={`For example: from ${write.money('200')} to ${write.money('100')} a month on January 17.`}
      >
        <ChoiceField
          form={form}
          name="downgrade"
          legend="It takes effect"
          hint="Unless the change says otherwise."
          choices={downgradeChoices(write)}
        />
      </FormSection>
      <FormSection
        title="Other periods"
        description={`For example: from ${write.money('100')} a month to ${write.money('1200')} a year on January 17.`}
      >
        <ChoiceField
          form={form}
          name="new_period"
          legend="After a change to another interval"
          hint="When the next renewal is."
          choices={newPeriodChoices(write)}
        />
      </FormSection>
      <FormSection
        title="Giving back"
        description={`For example: a plan of ${write.money('100')} a month is canceled at once on January 17.`}
      >
        <ChoiceField
          form={form}
          name="credit_cap"
          legend="A credit is never more than"
          hint="Less what was credited before."
          choices={creditCapChoices(write)}
        />
      </FormSection>
    </>
  );
}

function UnpaidSection({ form }: { form: Form }) {
  const format = useFormat();
  const days = Number(form.watch('grace_days'));
  const due = '2026-01-15';
  const over = Number.isInteger(days) && days >= 0 && days <= 365 ? format.date(addDays(due, days)) : null;
  return (
    <FormSection
      title="Unpaid invoices"
      description={over ? `For example: an invoice due ${format.date(due)}, and not paid by ${over}.` : ''}
    >
      <TextField
        form={form}
        name="grace_days"
        label="Days of grace"
        inputMode="numeric"
        suffix="days"
        hint="After the due date. Until then the subscription goes on."
      />
      <ChoiceField
        form={form}
        name="after_grace"
        legend="Then the subscription"
        hint="It is active again as soon as the invoice is paid, unless it was canceled."
        choices={afterGraceChoices}
      />
    </FormSection>
  );
}

function NoticeSection({ form }: { form: Form }) {
  return (
    <FormSection title="Notices" description="A mail to the customer before money is due. 0 sends none.">
      <TextField form={form} name="trial_notice_days" label="Before a trial ends" inputMode="numeric" suffix="days" />
      <TextField
        form={form}
        name="renewal_notice_days"
        label="Before a renewal is billed"
        inputMode="numeric"
        suffix="days"
        hint="Says the amount, the day and how to cancel. Under contract it is sent before the contract renews."
      />
    </FormSection>
  );
}

export function PolicyForm({ policy }: { policy: SubscriptionPolicy }) {
  const cache = trpc.useUtils();
  const update = trpc.subscription_policy.update.useMutation({
    onSuccess: async (saved) => {
      toast.done('Settings saved', 'They hold for what happens from now on.');
      take(saved);
      await cache.subscription_policy.invalidate();
    },
  });
  const form = useForm<PolicyValues, unknown, UpdateSubscriptionPolicy>({
    resolver: (values, context, options) => check(sentPolicy(values) as never, context, options as never),
    defaultValues: policyValues(policy),
  });
  const { base, take, rebase } = useRebase({
    form,
    record: policy,
    valuesOf: policyValues,
    load: () => cache.subscription_policy.get.fetch(undefined, { staleTime: 0 }),
    onDone: update.reset,
  });
  const submit = form.handleSubmit((values) =>
    update.mutate({ ...values, version: base.version }, { onError: (error) => showFaults(form, error) }),
  );
  const { isDirty } = form.formState;
  return (
    <form onSubmit={submit} noValidate>
      <ChangeSection form={form} />
      <UnpaidSection form={form} />
      <NoticeSection form={form} />
      <FormProblem error={update.error} rebase={rebase} />
      <FormActions note={isDirty ? 'There are changes that are not saved.' : null}>
        <Button disabled={!isDirty} onClick={() => form.reset()}>
          Discard
        </Button>
        <Button type="submit" variant="primary" disabled={!isDirty} busy={update.isPending}>
          Save settings
        </Button>
      </FormActions>
    </form>
  );
}
