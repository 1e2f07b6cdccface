import type { PlanDetail } from '@revenue/billing-core/catalog';
import { readProblem } from '../../../api/problem.ts';
import { trpc } from '../../../api/trpc.ts';
import { counted } from '../../../format/words.ts';
import { Callout } from '../../../ui/callout.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { toast } from '../../../ui/toast.tsx';
import { VersionDifferences } from './version-differences.tsx';

/** What becomes of who is on it already: of an add-on nobody is moved. */
function staysWords({ subscriptions, kind }: PlanDetail): string {
  const one = subscriptions === 1;
  const stay = `${counted(subscriptions, 'live subscription')} ${one ? 'stays on the version it has' : 'stay on the version they have'}`;
  return kind === 'addon' ? `${stay}.` : `${stay} until ${one ? 'it is' : 'they are'} moved.`;
}

/** Publishes a draft once it was seen what of the version before it changes, and for whom. */
export function PublishDialog(props: {
  plan: PlanDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPublished: () => void;
}) {
  const { plan, open, onOpenChange, onPublished } = props;
  const cache = trpc.useUtils();
  const publish = trpc.plans.publish_draft.useMutation({
    onSuccess: async (published) => {
      await cache.plans.invalidate();
      toast.done(`Version ${published.latest_version.version} published`, published.name);
      onOpenChange(false);
      onPublished();
    },
  });
  const [latest] = plan.versions;
  const draft = plan.draft?.version;
  const comparison = trpc.plans.compare_versions.useQuery(
    { id: plan.id, from: latest?.version ?? 1, to: draft ?? 1 },
    { enabled: open && latest !== undefined && draft !== undefined },
  );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Publish version ${draft ?? ''} of ${plan.name}`}
      confirmLabel="Publish"
      busy={publish.isPending}
      onConfirm={() => publish.mutate({ id: plan.id })}
    >
      <p>
        New subscribers get it from now on, and it does not change any more.
        {latest && plan.subscriptions > 0 ? ` ${staysWords(plan)}` : ''}
      </p>
      {comparison.data ? <VersionDifferences comparison={comparison.data} /> : null}
      {publish.error ? <Callout tone="danger" title={readProblem(publish.error).message} /> : null}
    </ConfirmDialog>
  );
}
