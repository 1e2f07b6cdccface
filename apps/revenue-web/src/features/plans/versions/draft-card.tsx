import type { PlanDetail } from '@revenue/billing-core/catalog';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { readProblem } from '../../../api/problem.ts';
import { trpc } from '../../../api/trpc.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { toast } from '../../../ui/toast.tsx';
import { PublishDialog } from './publish-dialog.tsx';

function DiscardDialog({
  plan,
  open,
  onOpenChange,
}: {
  plan: PlanDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const isAll = plan.versions.length === 0;
  const discard = trpc.plans.discard_draft.useMutation({
    onSuccess: async ({ deleted }) => {
      onOpenChange(false);
      toast.done(deleted === 'plan' ? 'Plan discarded' : 'Draft discarded', plan.name);
      if (deleted === 'plan') await navigate({ to: '/plans' });
      await cache.plans.invalidate();
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={isAll ? `Discard ${plan.name}` : `Discard version ${plan.draft?.version}`}
      confirmLabel="Discard"
      danger
      busy={discard.isPending}
      onConfirm={() => discard.mutate({ id: plan.id, version: plan.version })}
    >
      <p>
        {isAll
          ? 'Nothing of this plan was published: it goes altogether, and its code is free again.'
          : 'The draft goes. What is published stays as it is.'}
      </p>
      {discard.error ? <Callout tone="danger" title={readProblem(discard.error).message} /> : null}
    </ConfirmDialog>
  );
}

/** Says that the next version is being worked on, and what can be done with it. */
export function DraftCard({ plan }: { plan: PlanDetail }) {
  const [dialog, setDialog] = useState<'publish' | 'discard' | null>(null);
  if (!plan.draft) return null;
  const close = (open: boolean) => setDialog(open ? dialog : null);
  return (
    <>
      <Callout
        tone="info"
        title={`Version ${plan.draft.version} is a draft`}
        action={
          <div className="flex flex-wrap gap-2">
            <Button size="sm" variant="ghost" onClick={() => setDialog('discard')}>
              Discard…
            </Button>
            <Button asChild size="sm">
              <Link to="/plans/$planId/draft" params={{ planId: plan.id }}>
                Edit
              </Link>
            </Button>
            <Button size="sm" variant="primary" onClick={() => setDialog('publish')}>
              Publish…
            </Button>
          </div>
        }
      >
        {plan.versions.length === 0
          ? 'Nobody can subscribe until it is published.'
          : 'New subscribers get the version before it until it is published.'}
      </Callout>
      <PublishDialog plan={plan} open={dialog === 'publish'} onOpenChange={close} onPublished={() => undefined} />
      <DiscardDialog plan={plan} open={dialog === 'discard'} onOpenChange={close} />
    </>
  );
}
