import { type Tenant, UpdateTenant } from '@revenue/billing-core/tenants';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { FormActions } from '../../forms/form-actions.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { useRebase } from '../../forms/use-rebase.ts';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { BankAccountsSection } from './bank-accounts-section.tsx';
import {
  AddressSection,
  BillingSection,
  CompanySection,
  DefaultsSection,
  NumberingSection,
  TaxSection,
} from './settings-sections.tsx';
import { settingsValues } from './settings-values.ts';

/** `children` stand before the fields; they save themselves. */
export function SettingsForm({ tenant, children }: { tenant: Tenant; children: ReactNode }) {
  const cache = trpc.useUtils();
  const update = trpc.tenants.update.useMutation({
    onSuccess: async (saved) => {
      toast.done('Settings saved');
      take(saved);
      await Promise.all([cache.tenants.invalidate(), cache.access.invalidate()]);
    },
  });
  const form = useForm({ resolver: wireResolver(UpdateTenant, null), defaultValues: settingsValues(tenant) });
  const { base, take, rebase } = useRebase({
    form,
    record: tenant,
    valuesOf: settingsValues,
    load: () => cache.tenants.current.fetch(undefined, { staleTime: 0 }),
    onDone: update.reset,
  });
  const submit = form.handleSubmit((values) =>
    update.mutate({ ...values, version: base.version }, { onError: (error) => showFaults(form, error) }),
  );
  const { isDirty } = form.formState;
  return (
    <form onSubmit={submit} noValidate>
      {children}
      <CompanySection form={form} />
      <AddressSection form={form} />
      <TaxSection form={form} />
      <DefaultsSection form={form} />
      <NumberingSection form={form} />
      <BillingSection form={form} />
      <BankAccountsSection form={form} />
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
