import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { useListAddress } from '../../list/use-list-address.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { DateInput } from '../../ui/input.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { CustomerCombobox } from '../customers/customer-combobox.tsx';
import { LateUsageCard } from '../usage/late-usage-card.tsx';
import { RunPreview } from './run-preview.tsx';

const route = getRouteApi('/app/billing-runs/new');

/** What to bill, in the address: a preview can be reloaded and shared. */
function ScopeCard() {
  const { date, customer_id } = route.useSearch();
  const { change } = useListAddress();
  return (
    <Card title="What to bill">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Due by the end of" hint="Empty means now. The day ends in the time zone of your company.">
          <DateInput value={date ?? ''} onChange={(event) => change({ date: event.target.value || undefined }, true)} />
        </Field>
        <Field label="Customer" hint="Empty means everybody." optional>
          <CustomerCombobox value={customer_id} onChange={(id) => change({ customer_id: id }, true)} clearable />
        </Field>
      </div>
    </Card>
  );
}

export function BillingRunNew() {
  const { date, customer_id } = route.useSearch();
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const [early, setEarly] = useState(false);
  const preview = trpc.billing_runs.preview.useQuery({ date, customer_id });
  const start = trpc.billing_runs.start.useMutation({
    onSuccess: async (run) => {
      await cache.billing_runs.list.invalidate();
      await navigate({ to: '/billing-runs/$billingRunId', params: { billingRunId: run.id } });
    },
  });
  const due = preview.data?.subscriptions_total ?? 0;
  return (
    <>
      <PageHeader
        title="New billing run"
        parent={{ label: 'Billing runs', link: { to: '/billing-runs' } }}
        description="The preview is made by the same plan as the run itself. Nothing is written until you start it."
        actions={
          <Button
            variant="primary"
            icon={<Play aria-hidden />}
            disabled={!preview.data || due === 0}
            busy={start.isPending}
            onClick={() => start.mutate({ date, customer_id, allow_future: early })}
          >
            {preview.data?.needs_approval ? 'Ask for approval' : 'Start the run'}
          </Button>
        }
      />
      <div className="flex flex-col gap-4">
        <ScopeCard />
        {start.error ? (
          <>
            <FormProblem error={start.error} />
            <Checkbox
              label="Bill early, although this time has not come"
              checked={early}
              onChange={(event) => setEarly(event.target.checked)}
            />
          </>
        ) : null}
        {preview.error ? (
          <ProblemState error={preview.error} onRetry={() => preview.refetch()} title="No preview" />
        ) : null}
        {preview.isPending ? (
          <Card title="Preview">
            <SkeletonLines lines={6} />
          </Card>
        ) : null}
        {preview.data?.needs_approval && due > 0 ? (
          <Callout title="This run will wait for approval">
            What is due is billed only after somebody has approved it.
          </Callout>
        ) : null}
        {preview.data ? <RunPreview preview={preview.data} /> : null}
        <LateUsageCard customerId={customer_id} />
      </div>
    </>
  );
}
