import type { PlanDetail } from '@revenue/billing-core/catalog';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { readProblem } from '../../../api/problem.ts';
import { ProblemState } from '../../../api/problem-state.tsx';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { counted } from '../../../format/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
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
  return query.data ? <Migrate plan={query.data} /> : <SkeletonLines lines={8} />;
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
