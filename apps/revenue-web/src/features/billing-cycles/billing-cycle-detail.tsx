import type { BillingCycleDetail as Cycle } from '@revenue/billing-core/billing-cycles';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Pencil, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { counted, paymentTerms } from '../../format/words.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { CycleCustomers } from './cycle-customers.tsx';
import { CycleScheduleCard } from './cycle-schedule-card.tsx';
import { anchorWords, issueWords, lengthWords } from './cycle-words.ts';
import { EditCycleSheet } from './edit-cycle-sheet.tsx';

const route = getRouteApi('/app/billing-cycles/$billingCycleId');

function DeleteButton({ cycle }: { cycle: Cycle }) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const remove = trpc.billing_cycles.delete.useMutation({
    onSuccess: async () => {
      await navigate({ to: '/billing-cycles' });
      await cache.billing_cycles.invalidate();
      toast.done('Billing cycle deleted', cycle.name);
    },
  });
  // Nobody may be on it; those who are have to be ended first.
  if (cycle.subscriptions > 0) return null;
  return (
    <>
      <Button icon={<Trash2 aria-hidden />} onClick={() => setAsking(true)}>
        Delete
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${cycle.name}?`}
        confirmLabel="Delete the cycle"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ id: cycle.id })}
      >
        <p>Nobody is billed on it. Its invoices stay.</p>
        <FormProblem error={remove.error} />
      </ConfirmDialog>
    </>
  );
}

function Rules({ cycle, onEdit }: { cycle: Cycle; onEdit: () => void }) {
  const format = useFormat();
  const items = [
    { label: 'Periods', value: `${lengthWords(cycle)}, ${anchorWords(cycle, format)}` },
    { label: 'A period is invoiced', value: issueWords(cycle) },
    { label: 'Runs', value: cycle.requires_approval ? 'Wait for approval' : 'Go ahead by themselves' },
    { label: 'Invoices', value: cycle.auto_send ? 'Are sent by themselves' : 'Stay drafts until somebody sends them' },
    {
      label: 'Payment terms',
      value: cycle.payment_terms ? paymentTerms(cycle.payment_terms) : 'Those of the customer',
    },
    { label: 'Charged by itself', value: 'Not yet: payment methods are recorded, and nothing is charged by them' },
  ];
  return (
    <Card
      title="Rules"
      actions={
        <Button size="sm" variant="ghost" icon={<Pencil aria-hidden />} onClick={onEdit}>
          Change
        </Button>
      }
    >
      <DescriptionList items={items} />
    </Card>
  );
}

export function BillingCycleDetail() {
  const { billingCycleId } = route.useParams();
  const [editing, setEditing] = useState(false);
  const query = trpc.billing_cycles.get.useQuery({ id: billingCycleId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  const cycle = query.data;
  if (!cycle) return <SkeletonLines lines={8} />;
  return (
    <>
      <PageHeader
        title={cycle.name}
        description={
          cycle.subscriptions === 0
            ? 'Nobody is billed on it yet.'
            : `${counted(cycle.subscriptions, 'subscription')} on it.`
        }
        parent={{ label: 'Billing cycles', link: { to: '/billing-cycles' } }}
        actions={
          <>
            <DeleteButton cycle={cycle} />
            {cycle.subscriptions > 0 ? (
              <Button asChild variant="primary">
                <Link to="/billing-runs/new">
                  <Play aria-hidden />
                  Preview what is due
                </Link>
              </Button>
            ) : null}
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <CycleCustomers cycle={cycle} />
        <div className="flex min-w-0 flex-col gap-4">
          <Rules cycle={cycle} onEdit={() => setEditing(true)} />
          <CycleScheduleCard
            periods={cycle.schedule}
            description={
              cycle.alignment === 'anniversary' ? 'Of a customer who starts today.' : 'The current one and the next.'
            }
          />
        </div>
      </div>
      {editing ? <EditCycleSheet cycle={cycle} onClose={() => setEditing(false)} /> : null}
    </>
  );
}
