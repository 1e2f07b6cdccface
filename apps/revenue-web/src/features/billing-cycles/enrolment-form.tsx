import { type BillingCycleDetail, EnrolCustomer, type Enrolment } from '@revenue/billing-core/billing-cycles';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Plus, X } from 'lucide-react';
import { type Resolver, type UseFormReturn, useController, useFieldArray, useForm } from 'react-hook-form';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { DateField } from '../../forms/date-field.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { fieldParts, SelectField, TextField } from '../../forms/text-field.tsx';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { CustomerCombobox } from '../customers/customer-combobox.tsx';

const route = getRouteApi('/app/billing-cycles/$billingCycleId/enrol');

type ItemValues = { product_id: string; description: string; quantity: string; unit_price: string };
type EnrolmentValues = { customer_id: string; start_date: string; items: ItemValues[] };
type EnrolmentFormState = UseFormReturn<EnrolmentValues, unknown, EnrolCustomer>;

const emptyItem: ItemValues = { product_id: '', description: '', quantity: '1', unit_price: '' };

const check = wireResolver<EnrolmentValues, EnrolCustomer>(EnrolCustomer, undefined);

function ItemRow({
  form,
  index,
  onRemove,
}: {
  form: EnrolmentFormState;
  index: number;
  onRemove: (() => void) | null;
}) {
  const products = trpc.products.list.useQuery({ active: true, type: 'recurring', sort: 'name', limit: 100 });
  const options = (products.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const number = index + 1;
  return (
    <div className="grid items-start gap-3 py-3 sm:grid-cols-[minmax(0,1.2fr)_minmax(0,1.4fr)_88px_120px_auto]">
      <SelectField
        form={form}
        name={`items.${index}.product_id`}
        label={`Product ${number}`}
        options={[{ value: '', label: 'None' }, ...options]}
      />
      <TextField
        form={form}
        name={`items.${index}.description`}
        label={`Description ${number}`}
        placeholder="Name of the product"
      />
      <TextField form={form} name={`items.${index}.quantity`} label={`Quantity ${number}`} inputMode="decimal" />
      <TextField
        form={form}
        name={`items.${index}.unit_price`}
        label={`Price ${number}`}
        inputMode="decimal"
        placeholder="of the product"
      />
      {onRemove ? (
        <Button
          size="icon"
          variant="ghost"
          className="sm:mt-6"
          aria-label={`Remove item ${number}`}
          icon={<X aria-hidden />}
          onClick={onRemove}
        />
      ) : null}
    </div>
  );
}

function ItemsCard({ form, cycle }: { form: EnrolmentFormState; cycle: BillingCycleDetail }) {
  const items = useFieldArray({ control: form.control, name: 'items' });
  const fault = form.formState.errors.items;
  return (
    <Card
      title="Billed each period"
      description={`A price left empty is the price of the product, multiplied up to ${cycle.interval_count === 1 ? 'the' : `${cycle.interval_count}`} ${cycle.interval.replace('_', '-')}${cycle.interval_count === 1 ? '' : 's'}.`}
    >
      <div className="flex flex-col divide-y divide-line">
        {items.fields.map((item, index) => (
          <ItemRow
            key={item.id}
            form={form}
            index={index}
            onRemove={items.fields.length > 1 ? () => items.remove(index) : null}
          />
        ))}
      </div>
      {typeof fault?.message === 'string' ? <p className="text-danger-ink text-xs">{fault.message}</p> : null}
      <Button size="sm" icon={<Plus aria-hidden />} onClick={() => items.append({ ...emptyItem })}>
        Add an item
      </Button>
    </Card>
  );
}

function CustomerCard({ form }: { form: EnrolmentFormState }) {
  const { field } = useController({ control: form.control, name: 'customer_id' });
  return (
    <Card title="Customer">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...fieldParts({ form, name: 'customer_id', label: 'Customer', required: true })}>
          <CustomerCombobox value={field.value || undefined} onChange={(id) => field.onChange(id ?? '')} />
        </Field>
        <DateField
          form={form}
          name="start_date"
          label="Starts"
          hint="Empty means today. A day in the past is billed by the next run."
        />
      </div>
    </Card>
  );
}

function valuesOf(id: string | undefined, enrolment: Enrolment | undefined): EnrolmentValues {
  if (!enrolment) return { customer_id: id ?? '', start_date: '', items: [{ ...emptyItem }] };
  const items = enrolment.items.map((item) => ({
    product_id: item.product_id ?? '',
    description: item.description,
    quantity: String(item.quantity),
    unit_price: item.unit_price === null ? '' : String(item.unit_price),
  }));
  return { customer_id: enrolment.customer_id, start_date: '', items };
}

function useSave(cycle: BillingCycleDetail) {
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const onSuccess = async () => {
    await Promise.all([
      cache.billing_cycles.invalidate(),
      cache.subscriptions.invalidate(),
      cache.customers.invalidate(),
    ]);
    toast.done('Saved', cycle.name);
    await navigate({ to: '/billing-cycles/$billingCycleId', params: { billingCycleId: cycle.id } });
  };
  return {
    enrol: trpc.billing_cycles.enrol.useMutation({ onSuccess }),
    change: trpc.billing_cycles.change_enrolment.useMutation({ onSuccess }),
  };
}

function EnrolmentEditor({ cycle, enrolment }: { cycle: BillingCycleDetail; enrolment: Enrolment | undefined }) {
  const { customer_id } = route.useSearch();
  const format = useFormat();
  const { enrol, change } = useSave(cycle);
  const resolver: Resolver<EnrolmentValues, unknown, EnrolCustomer> = (values, context, options) =>
    check({ ...values, id: cycle.id } as unknown as EnrolmentValues, context, options);
  const form = useForm<EnrolmentValues, unknown, EnrolCustomer>({
    resolver,
    defaultValues: valuesOf(customer_id, enrolment),
  });
  const onError = (error: unknown) => showFaults(form, error);
  const submit = form.handleSubmit(({ start_date, ...values }) => {
    if (enrolment) change.mutate(values, { onError });
    else enrol.mutate({ ...values, start_date }, { onError });
  });
  const back = { to: '/billing-cycles/$billingCycleId', params: { billingCycleId: cycle.id } } as const;
  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title={enrolment ? `Change what ${enrolment.customer_name} is billed` : 'Add a customer'}
        parent={{ label: cycle.name, link: back }}
        actions={
          <>
            <Button asChild>
              <Link {...back}>Cancel</Link>
            </Button>
            <Button type="submit" variant="primary" busy={enrol.isPending || change.isPending}>
              {enrolment ? 'Change from the next period' : 'Add to the cycle'}
            </Button>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <FormProblem error={enrol.error ?? change.error} />
        {enrolment ? (
          <Callout>
            What is billed already stays. The new items hold from the first period that is not billed yet
            {enrolment.next_billing_at ? `, which is invoiced on ${format.dayOf(enrolment.next_billing_at)}` : ''}.
          </Callout>
        ) : (
          <CustomerCard form={form} />
        )}
        <ItemsCard form={form} cycle={cycle} />
      </div>
    </form>
  );
}

export function EnrolmentForm() {
  const { billingCycleId } = route.useParams();
  const { customer_id } = route.useSearch();
  const query = trpc.billing_cycles.get.useQuery({ id: billingCycleId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={8} />;
  const enrolment = query.data.customers.find((row) => row.by_product && row.customer_id === customer_id);
  return <EnrolmentEditor cycle={query.data} enrolment={enrolment} />;
}
