import type { Plan } from '@revenue/billing-core/catalog';
import type { CreateSubscription } from '@revenue/billing-core/subscriptions';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Resolver, useController, useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { everyInterval } from '../../format/words.ts';
import { DateField } from '../../forms/date-field.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { fieldParts, SelectField, TextField } from '../../forms/text-field.tsx';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { toast } from '../../ui/toast.tsx';
import { CustomerCombobox } from '../customers/customer-combobox.tsx';
import { ComponentCard } from '../plans/component-card.tsx';
import { pricedPlan } from '../plans/priced-plan.ts';
import { EnrolmentPreview } from './enrolment-preview.tsx';
import { AddOns, QuantitiesAndPrices, TrialAndContract } from './enrolment-terms.tsx';
import { OneOffItems } from './one-off-items.tsx';
import {
  chosenPlans,
  EnrolmentForm,
  newSubscription,
  type Offered,
  type SubscriptionFormState,
  type SubscriptionValues,
  sentSubscription,
} from './subscription-values.ts';

const route = getRouteApi('/app/subscriptions/new');
const check = wireResolver<SubscriptionValues, CreateSubscription>(EnrolmentForm, undefined);
/** What the form is told beside its values: the plans and add-ons that can be chosen. */
type Context = { offered: Offered };
const resolver: Resolver<SubscriptionValues, unknown, CreateSubscription> = (values, context, options) => {
  const { offered } = context as Context;
  return check(sentSubscription(values, offered) as unknown as SubscriptionValues, undefined, options as never);
};

function CustomerField({ form }: { form: SubscriptionFormState }) {
  const { field } = useController({ control: form.control, name: 'customer_id' });
  return (
    <Field {...fieldParts({ form, name: 'customer_id', label: 'Customer', required: true })}>
      <CustomerCombobox
        value={field.value || undefined}
        onChange={(id) => field.onChange(id ?? '')}
        autoFocus={!field.value}
      />
    </Field>
  );
}

function PlanCard({ plan }: { plan: Plan }) {
  const version = plan.latest_version;
  return (
    <Card
      title={plan.name}
      description={`${version.currency}, billed ${everyInterval(version.interval, version.interval_count)}`}
    >
      <div className="flex flex-col divide-y divide-line">
        {pricedPlan(version).map((component) => (
          <ComponentCard key={component.id} component={component} currency={version.currency} />
        ))}
      </div>
    </Card>
  );
}

/** What one can subscribe to; without any, the way to make some. */
function PlanField({ form, plans }: { form: SubscriptionFormState; plans: readonly Plan[] | undefined }) {
  const customer_id = form.watch('customer_id');
  const customer = trpc.customers.get.useQuery({ id: customer_id }, { enabled: customer_id !== '', staleTime: 60_000 });
  const currency = customer.data?.currency;
  // Who is billed in one currency cannot take a plan in another.
  const offered = (plans ?? []).filter(
    ({ id, latest_version }) =>
      currency === undefined || latest_version.currency === currency || id === form.getValues('plan_id'),
  );
  const options = offered.map(({ id, name, latest_version }) => ({
    value: id,
    // Plans are often named after their currency already.
    label: name.includes(latest_version.currency) ? name : `${name} (${latest_version.currency})`,
  }));
  const createFirst = (
    <>
      There is no plan yet.{' '}
      <Link to="/plans/new" className="text-accent-ink underline">
        Create one first
      </Link>
      .
    </>
  );
  return (
    <SelectField
      form={form}
      name="plan_id"
      label="Plan"
      required
      placeholder="Choose a plan"
      options={options}
      hint={plans?.length === 0 ? createFirst : currency && `In ${currency}, the currency of the customer.`}
    />
  );
}

/** The cycles whose periods are as long as those of the plan; nothing to choose, nothing to see. */
function CycleField({ form, plan }: { form: SubscriptionFormState; plan: Plan | undefined }) {
  const cycles = trpc.billing_cycles.list.useQuery({ limit: 100 });
  const version = plan?.latest_version;
  const fitting = (cycles.data?.data ?? []).filter(
    ({ interval, interval_count }) => interval === version?.interval && interval_count === version?.interval_count,
  );
  if (fitting.length === 0) return null;
  return (
    <SelectField
      form={form}
      name="billing_cycle_id"
      label="Billing cycle"
      hint="Its anchor and rules hold for the invoices."
      options={[{ value: '', label: 'None' }, ...fitting.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}

function SubscriptionFields({
  form,
  plans,
  plan,
}: {
  form: SubscriptionFormState;
  plans: readonly Plan[] | undefined;
  plan: Plan | undefined;
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <CustomerField form={form} />
      <PlanField form={form} plans={plans} />
      <DateField
        form={form}
        name="start_date"
        label="Starts"
        hint="Empty means today. A day in the past is billed by the next run."
      />
      <DateField
        form={form}
        name="anchor_date"
        label="Periods counted from"
        hint="Empty means the start. The 1st bills by calendar months."
      />
      <CycleField form={form} plan={plan} />
      <TextField form={form} name="external_id" label="Your own id" optional />
    </div>
  );
}

function useCreateSubscription() {
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  return trpc.subscriptions.create.useMutation({
    onSuccess: async (subscription) => {
      await Promise.all([cache.subscriptions.invalidate(), cache.customers.invalidate(), cache.plans.invalidate()]);
      toast.done('Subscribed', `${subscription.customer.name} to ${subscription.plan.name}`);
      await navigate({ to: '/subscriptions/$subscriptionId', params: { subscriptionId: subscription.id } });
    },
  });
}

/** The plans and the add-ons that one can subscribe to. */
function useOffered() {
  const published = { active: true, published: true, limit: 100 } as const;
  const plans = trpc.plans.list.useQuery({ ...published, kind: 'plan' }).data?.data;
  const addOns = trpc.plans.list.useQuery({ ...published, kind: 'addon' }).data?.data;
  const offered = useMemo(() => plans && [...plans, ...(addOns ?? [])], [plans, addOns]);
  return { plans, offered };
}

export function SubscriptionNew() {
  const { customer_id, plan_id } = route.useSearch();
  const { plans, offered } = useOffered();
  const create = useCreateSubscription();
  const form = useForm<SubscriptionValues, unknown, CreateSubscription>({
    resolver,
    context: { offered },
    defaultValues: newSubscription(customer_id, plan_id),
  });
  const [plan_id_now, add_on_ids] = form.watch(['plan_id', 'add_on_ids']);
  const chosen = chosenPlans({ plan_id: plan_id_now, add_on_ids }, offered);
  const plan = chosen[0];
  const submit = form.handleSubmit((values) => create.mutate(values, { onError: (error) => showFaults(form, error) }));
  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title="New subscription"
        parent={{ label: 'Subscriptions', link: { to: '/subscriptions' } }}
        actions={
          <>
            <Button asChild>
              <Link to="/subscriptions">Cancel</Link>
            </Button>
            <Button type="submit" variant="primary" busy={create.isPending}>
              Subscribe
            </Button>
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex min-w-0 flex-col gap-4">
          <FormProblem error={create.error} />
          <Card title="Subscription">
            <SubscriptionFields form={form} plans={plans} plan={plan} />
          </Card>
          <AddOns form={form} plan={plan} offered={offered} />
          <QuantitiesAndPrices form={form} chosen={chosen} />
          <OneOffItems form={form} plan={plan} />
          <TrialAndContract form={form} plan={plan} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {chosen.map((each) => (
            <PlanCard key={each.id} plan={each} />
          ))}
          <EnrolmentPreview form={form} offered={offered} />
        </div>
      </div>
    </form>
  );
}
