import type { BillingRun } from '@revenue/billing-core/billing-runs';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Money } from '../../format/money.tsx';
import { Status } from '../../format/status.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Progress } from '../../ui/progress.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { DecideButtons, WaitingRun } from './decide-run.tsx';
import { RunErrors } from './run-errors.tsx';

const route = getRouteApi('/app/billing-runs/$billingRunId');

const isMoving = (run: BillingRun | undefined) => run?.status === 'running' || run?.status === 'pending';

function progressWords(run: BillingRun): string {
  if (isMoving(run)) return 'Billing…';
  if (run.status === 'failed') return 'The run stopped before it was done';
  if (run.status === 'canceled') return 'Taken back before it billed anything';
  return run.errors_count > 0 ? `Done; ${counted(run.errors_count, 'fault')} below` : 'Everything due was billed';
}

function ProgressCard({ run }: { run: BillingRun }) {
  const format = useFormat();
  const tone = run.status === 'failed' ? 'danger' : run.status === 'completed' ? 'success' : 'accent';
  return (
    <Card>
      <div className="flex flex-col gap-3 pt-2" aria-live="polite">
        <div className="flex items-baseline justify-between gap-4 text-sm">
          <span className="font-medium text-ink">{progressWords(run)}</span>
          <span className="tabular text-ink-soft">
            {format.number(run.subscriptions_done)} of {counted(run.subscriptions_total, 'subscription')}
          </span>
        </div>
        <Progress
          label="Subscriptions billed"
          value={run.subscriptions_done}
          total={Math.max(run.subscriptions_total, 1)}
          tone={tone}
        />
        <dl className="mt-2 flex flex-wrap gap-x-12 gap-y-3">
          {run.totals.map((total) => (
            <div key={total.currency}>
              <dt className="text-ink-faint text-xs">{total.currency} invoiced</dt>
              <dd>
                <Money amount={total.total} currency={total.currency} className="font-semibold text-ink text-xl" />
                <span className="block text-ink-soft text-xs">{counted(total.invoices, 'invoice')}</span>
              </dd>
            </div>
          ))}
          {run.totals.length === 0 ? (
            <p className="text-ink-soft text-sm">No invoice was made{isMoving(run) ? ' yet' : ''}.</p>
          ) : null}
        </dl>
      </div>
    </Card>
  );
}

const covered: Record<BillingRun['covers'], string> = {
  everything: 'All customers',
  needing_approval: 'All customers, what needs approval',
  needing_none: 'All customers, what needs no approval',
};

function RunFacts({ run }: { run: BillingRun }) {
  const format = useFormat();
  const items = [
    { label: 'Bills what is due by', value: format.dateTime(run.as_of) },
    { label: 'Scope', value: run.customer_id ? 'One customer' : covered[run.covers] },
    { label: 'Started by', value: run.trigger === 'schedule' ? 'Schedule' : run.requested_by },
    {
      label: 'Approved',
      value: run.approved_at ? `${format.dateTime(run.approved_at)} by ${run.approved_by}` : null,
    },
    { label: 'Made', value: format.dateTimeSeconds(run.created_at) },
    { label: 'Started', value: run.started_at ? format.dateTimeSeconds(run.started_at) : null },
    { label: 'Finished', value: run.finished_at ? format.dateTimeSeconds(run.finished_at) : null },
  ];
  return (
    <Card title="About this run">
      <DescriptionList items={items} />
    </Card>
  );
}

export function BillingRunDetail() {
  const { billingRunId } = route.useParams();
  const format = useFormat();
  const run = trpc.billing_runs.get.useQuery(
    { id: billingRunId },
    { refetchInterval: ({ state }) => (isMoving(state.data) ? 700 : false) },
  );
  if (run.error) return <ProblemState error={run.error} onRetry={() => run.refetch()} />;
  if (!run.data) return <SkeletonLines lines={8} />;
  return (
    <>
      <PageHeader
        title={`Run of ${format.dateTime(run.data.as_of)}`}
        badge={<Status status={run.data.status} />}
        parent={{ label: 'Billing runs', link: { to: '/billing-runs' } }}
        actions={
          run.data.status === 'awaiting_approval' ? (
            <DecideButtons run={run.data} />
          ) : run.data.invoices_created > 0 ? (
            <Button asChild variant="primary">
              <Link to="/invoices" search={{ billing_run_id: run.data.id }}>
                See the {run.data.invoices_created === 1 ? 'invoice' : counted(run.data.invoices_created, 'invoice')}
                <ArrowRight aria-hidden />
              </Link>
            </Button>
          ) : null
        }
      />
      <div className="flex flex-col gap-4">
        {run.data.failure ? (
          <Callout tone="danger" title="The run stopped">
            {run.data.failure}
          </Callout>
        ) : null}
        {run.data.status === 'awaiting_approval' ? <WaitingRun run={run.data} /> : <ProgressCard run={run.data} />}
        <RunErrors errors={run.data.errors} />
        <RunFacts run={run.data} />
      </div>
    </>
  );
}
