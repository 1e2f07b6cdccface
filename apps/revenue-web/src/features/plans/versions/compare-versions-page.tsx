import type { PlanComparison } from '@revenue/billing-core/catalog';
import { getRouteApi } from '@tanstack/react-router';
import { ProblemState } from '../../../api/problem-state.tsx';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { counted } from '../../../format/words.ts';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Select } from '../../../ui/select.tsx';
import { SkeletonLines } from '../../../ui/skeleton.tsx';
import { VersionDifferences } from './version-differences.tsx';

const route = getRouteApi('/app/plans/$planId/compare');

function WhoIsOn({ version, isAddOn }: { version: PlanComparison['from']; isAddOn: boolean }) {
  const format = useFormat();
  return (
    <Card title={`Version ${version.version}${version.status === 'draft' ? ', draft' : ''}`}>
      <p className="tabular font-semibold text-ink text-xl">
        {isAddOn ? format.number(version.subscriptions) : format.money(version.mrr, version.currency)}
      </p>
      <p className="text-ink-soft text-sm">
        {isAddOn
          ? `live ${version.subscriptions === 1 ? 'subscription has' : 'subscriptions have'} it`
          : `a month from ${counted(version.subscriptions, 'live subscription')}`}
        {version.published_at ? ` · published ${format.dateTime(version.published_at)}` : ''}
      </p>
    </Card>
  );
}

/** What differs between two versions of a plan, and who is on each. */
export function CompareVersionsPage() {
  const { planId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const plan = trpc.plans.get.useQuery({ id: planId });
  const numbers = plan.data ? [...(plan.data.draft ? [plan.data.draft] : []), ...plan.data.versions] : [];
  const to = Number(search.to) || numbers[0]?.version || 1;
  const from = Number(search.from) || Math.max(1, to - 1);
  const comparison = trpc.plans.compare_versions.useQuery(
    { id: planId, from, to },
    { enabled: plan.data !== undefined },
  );
  const error = plan.error ?? comparison.error;
  if (error) return <ProblemState error={error} onRetry={() => comparison.refetch()} />;
  if (!plan.data) return <SkeletonLines lines={8} />;
  const options = numbers.map(({ version, status }) => ({
    value: String(version),
    label: `Version ${version}${status === 'draft' ? ', draft' : ''}`,
  }));
  const choose = (part: 'from' | 'to') => (event: { target: { value: string } }) =>
    void navigate({ search: { from: String(from), to: String(to), [part]: event.target.value }, replace: true });
  return (
    <>
      <PageHeader
        title="Compare versions"
        parent={{ label: plan.data.name, link: { to: '/plans/$planId', params: { planId } } }}
        description="Components are paired as subscribers would be moved: by meter, product, name, then place."
      />
      <div className="mb-4 grid max-w-md grid-cols-2 gap-4">
        <Field label="From">
          <Select value={String(from)} onChange={choose('from')} options={options} />
        </Field>
        <Field label="To">
          <Select value={String(to)} onChange={choose('to')} options={options} />
        </Field>
      </div>
      {comparison.data ? (
        <div className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <WhoIsOn version={comparison.data.from} isAddOn={plan.data.kind === 'addon'} />
            <WhoIsOn version={comparison.data.to} isAddOn={plan.data.kind === 'addon'} />
          </div>
          <Card title="What differs">
            <VersionDifferences comparison={comparison.data} />
          </Card>
        </div>
      ) : (
        <SkeletonLines lines={6} />
      )}
    </>
  );
}
