import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { LogoSection } from './logo-section.tsx';
import { SettingsForm } from './settings-form.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export function SettingsPage() {
  const tenant = trpc.tenants.current.useQuery();
  return (
    <>
      <PageHeader title="Settings" description="Who you are on invoices, and what new customers start with." />
      <SettingsTabs current="company" />
      {tenant.error ? <ProblemState error={tenant.error} onRetry={() => tenant.refetch()} /> : null}
      {tenant.isPending ? <SkeletonLines lines={10} /> : null}
      {tenant.data ? (
        <SettingsForm tenant={tenant.data}>
          <LogoSection tenant={tenant.data} />
        </SettingsForm>
      ) : null}
    </>
  );
}
