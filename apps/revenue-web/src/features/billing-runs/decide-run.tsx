import type { BillingRun } from '@revenue/billing-core/billing-runs';
import { CircleCheck, X } from 'lucide-react';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { MoneyByCurrency } from '../../format/money.tsx';
import { counted } from '../../format/words.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { RunPreview } from './run-preview.tsx';

/** Approve or take back, with the money first. */
export function DecideButtons({ run }: { run: BillingRun }) {
  const [asking, setAsking] = useState(false);
  const cache = trpc.useUtils();
  const preview = trpc.billing_runs.preview_waiting.useQuery({ id: run.id });
  const refresh = () => cache.billing_runs.invalidate();
  const approve = trpc.billing_runs.approve.useMutation({
    onSuccess: async () => {
      setAsking(false);
      await refresh();
    },
  });
  const cancel = trpc.billing_runs.cancel.useMutation({
    onSuccess: async () => {
      await refresh();
      toast.done(
        'Run taken back',
        'What is due stays out until its next period, a change of its subscription, or the next run that is made.',
      );
    },
  });
  const totals = preview.data?.totals ?? [];
  const invoices = totals.reduce((sum, total) => sum + total.invoices, 0);
  return (
    <>
      <Button icon={<X aria-hidden />} busy={cancel.isPending} onClick={() => cancel.mutate({ id: run.id })}>
        Take back
      </Button>
      <Button
        variant="primary"
        icon={<CircleCheck aria-hidden />}
        disabled={!preview.data}
        onClick={() => setAsking(true)}
      >
        Approve
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Approve this run?"
        confirmLabel={`Bill ${counted(invoices, 'invoice')}`}
        busy={approve.isPending}
        onConfirm={() => approve.mutate({ id: run.id })}
      >
        <div className="text-ink">
          It makes {counted(invoices, 'invoice')} over{' '}
          <MoneyByCurrency sums={totals.map((sum) => ({ currency: sum.currency, amount: sum.total }))} />.
        </div>
        <FormProblem error={approve.error} />
      </ConfirmDialog>
    </>
  );
}

/** What waits to be approved, made by the plan that carries it out. */
export function WaitingRun({ run }: { run: BillingRun }) {
  const preview = trpc.billing_runs.preview_waiting.useQuery({ id: run.id });
  return (
    <>
      <Callout tone="warning" title="This run waits for approval">
        Nothing is billed until somebody approves it. Hold back whom it should leave out.
      </Callout>
      {preview.error ? (
        <ProblemState error={preview.error} onRetry={() => preview.refetch()} title="No preview" />
      ) : null}
      {preview.isPending ? (
        <Card title="Preview">
          <SkeletonLines lines={6} />
        </Card>
      ) : null}
      {preview.data ? <RunPreview preview={preview.data} /> : null}
    </>
  );
}
