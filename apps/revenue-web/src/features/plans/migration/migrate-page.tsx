import type { PlanDetail } from '@revenue/billing-core/catalog';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Layers } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../../../api/problem.ts';
import { ProblemState } from '../../../api/problem-state.tsx';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { counted } from '../../../format/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { SkeletonLines } from '../../../ui/skeleton.tsx';
import { BulkSheet } from '../../bulk-actions/bulk-sheet.tsx';
import { MappingCard } from './mapping-card.tsx';
import { MoneyCard } from './money-card.tsx';
import { PastMigrations } from './past-migrations.tsx';
import { useMigrationTerms } from './use-migration-terms.ts';
import { WhoAndWhen } from './who-and-when.tsx';

const route = getRouteApi('/app/plans/$planId/migrate');

export function MigratePage() {
  const { planId } = route.useParams();
  const query = trpc.plans.get.useQuery({ id: planId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={8} />;
  return query.data.versions.length < 2 ? <NowhereToMove plan={query.data} /> : <Migrate plan={query.data} />;
}

/** Of one version nobody can be moved to another. */
function NowhereToMove({ plan }: { plan: PlanDetail }) {
  const newVersion = (
    <Button asChild variant="primary">
      <Link to="/plans/$planId/draft" params={{ planId: plan.id }}>
        {plan.has_draft ? 'Open the draft' : 'New version'}
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Move subscribers"
        parent={{ label: plan.name, link: { to: '/plans/$planId', params: { planId: plan.id } } }}
      />
      <Card>
        <EmptyState icon={Layers} title="There is one version" action={newVersion}>
          Subscribers are moved from one published version to another. Publish the next one first.
        </EmptyState>
      </Card>
    </>
  );
}

function Migrate({ plan }: { plan: PlanDetail }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const format = useFormat();
  const cache = trpc.useUtils();
  const [asking, setAsking] = useState(false);
  const terms = useMigrationTerms(plan, { from: search.from, to: search.to });
  const show = (bulk: string) => void navigate({ search: (before) => ({ ...before, bulk }) });
  const query = trpc.plans.preview_migration.useQuery(terms.input, {
    enabled: terms.isComplete,
    placeholderData: (before) => before,
  });
  const preview = terms.isComplete ? query.data : undefined;
  const migrate = trpc.plans.migrate.useMutation({
    onSuccess: async (begun) => {
      setAsking(false);
      await cache.plans.migrations.invalidate();
      show(begun.id);
    },
  });
  const from = plan.versions.find(({ version }) => version === terms.from);
  const to = plan.versions.find(({ version }) => version === terms.to);
  const going = preview?.going ?? 0;
  return (
    <>
      <PageHeader
        title="Move subscribers"
        parent={{ label: plan.name, link: { to: '/plans/$planId', params: { planId: plan.id } } }}
        description="To another version of the plan, after seeing what it does. What is not billed yet can be taken back."
        actions={
          <Button variant="primary" disabled={going === 0 || query.isFetching} onClick={() => setAsking(true)}>
            Move {counted(going, 'subscription')}…
          </Button>
        }
      />
      <div className="flex flex-col gap-4">
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <WhoAndWhen plan={plan} terms={terms} />
          {preview && from && to ? <MappingCard preview={preview} from={from} to={to} terms={terms} /> : null}
        </div>
        {query.error ? <Callout tone="danger" title={readProblem(query.error).message} /> : null}
        {preview ? <MoneyCard preview={preview} when={terms.when} /> : null}
        <PastMigrations planId={plan.id} onShow={show} />
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Move ${counted(going, 'subscription')} to version ${terms.to}`}
        confirmLabel="Move them"
        busy={migrate.isPending}
        onConfirm={() => migrate.mutate({ ...terms.input, expected: preview?.matching })}
      >
        {preview ? (
          <p>
            {terms.when === 'now' ? 'Now, prorated' : 'Each with its next period'}. The fees of a period go from{' '}
            {format.money(preview.totals.period_before, preview.currency)} to{' '}
            {format.money(preview.totals.period_after, preview.currency)}
            {terms.when === 'now'
              ? `; ${format.money(preview.totals.net, preview.currency)} come of the rest of this period.`
              : '.'}
          </p>
        ) : null}
        {migrate.error ? <Callout tone="danger" title={readProblem(migrate.error).message} /> : null}
      </ConfirmDialog>
      <BulkSheet id={search.bulk} cursor={search.cursor} />
    </>
  );
}
