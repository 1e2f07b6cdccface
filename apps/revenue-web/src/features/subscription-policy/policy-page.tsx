import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { SettingsTabs } from '../settings/settings-tabs.tsx';
import { PolicyForm } from './policy-form.tsx';

export function PolicyPage() {
  const policy = trpc.subscription_policy.get.useQuery();
  return (
    <>
      <PageHeader title="Subscriptions" description="What happens when one is changed, canceled or not paid." />
      <SettingsTabs current="subscriptions" />
      {policy.error ? <ProblemState error={policy.error} onRetry={() => policy.refetch()} /> : null}
      {policy.isPending ? <SkeletonLines lines={10} /> : null}
      {policy.data ? <PolicyForm policy={policy.data} /> : null}
    </>
  );
}
