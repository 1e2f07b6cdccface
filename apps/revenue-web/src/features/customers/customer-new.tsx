import { CreateCustomer } from '@revenue/billing-core/customers';
import type { Tenant } from '@revenue/billing-core/tenants';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { FormActions } from '../../forms/form-actions.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { CustomerFields } from './customer-form.tsx';
import { type CustomerValues, customerValues } from './customer-values.ts';

const route = getRouteApi('/app/customers/new');

function NewCustomerForm({ tenant }: { tenant: Tenant }) {
  const { parent_id } = route.useSearch();
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const create = trpc.customers.create.useMutation({
    onSuccess: async (customer) => {
      await cache.customers.invalidate();
      toast.done('Customer added', customer.name);
      await navigate({ to: '/customers/$customerId', params: { customerId: customer.id } });
    },
  });
  const form = useForm({
    resolver: wireResolver<CustomerValues, CreateCustomer>(CreateCustomer, undefined),
    defaultValues: customerValues(null, { ...tenant, parent_id }),
  });
  const submit = form.handleSubmit((values) => create.mutate(values, { onError: (error) => showFaults(form, error) }));
  return (
    <form onSubmit={submit} noValidate>
      <CustomerFields form={form} />
      <FormProblem error={create.error} />
      <FormActions>
        <Button asChild>
          <Link to="/customers">Cancel</Link>
        </Button>
        <Button type="submit" variant="primary" busy={create.isPending}>
          Add customer
        </Button>
      </FormActions>
    </form>
  );
}

export function CustomerNew() {
  const tenant = trpc.tenants.current.useQuery();
  return (
    <>
      <PageHeader title="New customer" parent={{ label: 'Customers', link: { to: '/customers' } }} />
      {tenant.error ? <ProblemState error={tenant.error} onRetry={() => tenant.refetch()} /> : null}
      {tenant.isPending ? <SkeletonLines lines={8} /> : null}
      {tenant.data ? <NewCustomerForm tenant={tenant.data} /> : null}
    </>
  );
}
