import { type Role, roleIncludes } from '@revenue/billing-core/access';
import { CreateCustomer } from '@revenue/billing-core/customers';
import type { Tenant } from '@revenue/billing-core/tenants';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { FormActions } from '../../forms/form-actions.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { useSession } from '../../shell/session.tsx';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { CustomerFields, type CustomerFormState } from './customer-form.tsx';
import { type CustomerValues, customerValues } from './customer-values.ts';
import { type Customs, changedSuggestions, suggestCustoms } from './suggest-customs.ts';

const route = getRouteApi('/app/customers/new');

/** The country proposes currency, time zone and language until somebody chooses one. */
function useSuggestedCustoms(form: CustomerFormState<CreateCustomer>, tenant: Tenant, role: Role) {
  const country = form.watch('country');
  const proposed = useRef<Customs>(suggestCustoms(tenant.country, tenant));
  useEffect(() => {
    const now = suggestCustoms(country, tenant, role);
    const changed = changedSuggestions(form.getValues(), proposed.current, now);
    proposed.current = now;
    for (const [field, value] of Object.entries(changed)) form.setValue(field as keyof Customs, value);
  }, [country, form, tenant, role]);
}

function NewCustomerForm({ tenant }: { tenant: Tenant }) {
  const { parent_id } = route.useSearch();
  const { role } = useSession().actor;
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
  useSuggestedCustoms(form, tenant, role);
  const submit = form.handleSubmit((values) => create.mutate(values, { onError: (error) => showFaults(form, error) }));
  return (
    <form onSubmit={submit} noValidate>
      <CustomerFields
        form={form}
        countryHint={`Proposes ${roleIncludes(role, 'finance') ? 'currency, ' : ''}time zone and language below.`}
      />
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
