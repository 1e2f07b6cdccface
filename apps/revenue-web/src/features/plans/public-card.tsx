import type { PlanDetail } from '@revenue/billing-core/catalog';
import { useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { toast } from '../../ui/toast.tsx';

/** Whether everybody may read what the plan costs, and where. */
export function PublicCard({ plan }: { plan: PlanDetail }) {
  const cache = trpc.useUtils();
  const tenant = trpc.tenants.current.useQuery();
  const [asked, setAsked] = useState<boolean | null>(null);
  const update = trpc.plans.update.useMutation({
    onSettled: () => setAsked(null),
    onSuccess: () => cache.plans.invalidate(),
    onError: (error) => toast.failed('The plan was not changed', readProblem(error).message),
  });
  const address = tenant.data ? `${window.location.origin}/public/${tenant.data.slug}/plans` : null;
  // What was clicked shows at once; where it was refused, it goes back.
  const isPublic = asked ?? plan.public;
  const isShown = plan.public && plan.active && plan.versions.length > 0;
  return (
    <Card
      title="Public catalogue"
      description="For the pricing page of your own site: names and prices as JSON, no ids."
    >
      <Checkbox
        label="Everybody may read this plan"
        hint="Its newest published version, without signing in."
        checked={isPublic}
        onChange={(event) => {
          setAsked(event.target.checked);
          update.mutate({ id: plan.id, public: event.target.checked });
        }}
      />
      {plan.public && address ? (
        <div className="mt-3 flex flex-col gap-1 text-xs">
          <CopyText text={address} />
          {isShown ? (
            <a href={address} target="_blank" rel="noreferrer" className="w-fit text-accent-ink underline">
              Open it
            </a>
          ) : (
            <p className="text-ink-soft">It is left out until it is published and open to new subscribers.</p>
          )}
        </div>
      ) : null}
    </Card>
  );
}
