import { type Customer, CustomerChanges } from '@revenue/billing-core/customers';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { FormActions } from '../../forms/form-actions.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { useRebase } from '../../forms/use-rebase.ts';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { CustomerFields } from './customer-form.tsx';
import { type CustomerValues, customerValues } from './customer-values.ts';

const route = getRouteApi('/app/customers/$customerId/edit');

function EditCustomerForm({ customer }: { customer: Customer }) {
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const back = { to: '/customers/$customerId', params: { customerId: customer.id } } as const;
  const update = trpc.customers.update.useMutation({
    onSuccess: async () => {
      await cache.customers.invalidate();
      toast.done('Customer saved');
      await navigate(back);
    },
  });
  const form = useForm({
    resolver: wireResolver<CustomerValues, CustomerChanges>(CustomerChanges, null),
    defaultValues: customerValues(customer, customer),
  });
  const { base, rebase } = useRebase({
    form,
    record: customer,
    valuesOf: (record) => customerValues(record, record),
    load: () => cache.customers.get.fetch({ id: customer.id }, { staleTime: 0 }),
    onDone: update.reset,
  });
  const submit = form.handleSubmit((changes) =>
    update.mutate({ ...changes, id: base.id, version: base.version }, { onError: (error) => showFaults(form, error) }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <CustomerFields form={form} />
      <FormProblem error={update.error} rebase={rebase} />
      <FormActions>
        <Button asChild>
          <Link {...back}>Cancel</Link>
        </Button>
        <Button type="submit" variant="primary" busy={update.isPending} disabled={!form.formState.isDirty}>
          Save customer
        </Button>
      </FormActions>
    </form>
  );
}

export function CustomerEdit() {
  const { customerId } = route.useParams();
  const customer = trpc.customers.get.useQuery({ id: customerId });
  if (customer.error) return <ProblemState error={customer.error} onRetry={() => customer.refetch()} />;
  if (!customer.data) return <SkeletonLines lines={8} />;
  return (
    <>
      <PageHeader
        title={`Edit ${customer.data.name}`}
        parent={{ label: customer.data.name, link: { to: '/customers/$customerId', params: { customerId } } }}
      />
      <EditCustomerForm key={customerId} customer={customer.data} />
    </>
  );
}
