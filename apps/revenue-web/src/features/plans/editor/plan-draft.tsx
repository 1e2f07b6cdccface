import { type PlanDetail, PlanTerms } from '@revenue/billing-core/catalog';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { ProblemState } from '../../../api/problem-state.tsx';
import { trpc } from '../../../api/trpc.ts';
import { FormProblem, showFaults } from '../../../forms/form-problem.tsx';
import { useRebase } from '../../../forms/use-rebase.ts';
import { wireResolver } from '../../../forms/wire-resolver.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { SkeletonLines } from '../../../ui/skeleton.tsx';
import { toast } from '../../../ui/toast.tsx';
import { PublishDialog } from '../versions/publish-dialog.tsx';
import { ComponentsEditor } from './components-editor.tsx';
import { TermsFields } from './plan-facts.tsx';
import { type PlanFormState, sentTerms, type TermsValues, valuesOfVersion } from './plan-values.ts';
import { TermsPreview } from './terms-preview.tsx';

const route = getRouteApi('/app/plans/$planId/draft');

const check = wireResolver<TermsValues, PlanTerms>(PlanTerms, undefined);
const resolver: Resolver<TermsValues, unknown, PlanTerms> = (values, context, options) =>
  check(sentTerms(values) as unknown as TermsValues, context, options);

const valuesOf = (plan: PlanDetail) => valuesOfVersion(plan.draft ?? plan.latest_version);

/** What the next version will be called. */
const nextVersion = (plan: PlanDetail) => plan.draft?.version ?? (plan.versions[0]?.version ?? 0) + 1;

export function PlanDraft() {
  const { planId } = route.useParams();
  const query = trpc.plans.get.useQuery({ id: planId });
  if (query.error) return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  return query.data ? <DraftForm plan={query.data} /> : <SkeletonLines lines={8} />;
}

function useDraftForm(plan: PlanDetail) {
  const cache = trpc.useUtils();
  const form = useForm<TermsValues, unknown, PlanTerms>({ resolver, defaultValues: valuesOf(plan) });
  const save = trpc.plans.save_draft.useMutation();
  const load = () => cache.plans.get.fetch({ id: plan.id }, { staleTime: 0 });
  const { base, take, rebase } = useRebase({ form, record: plan, valuesOf, load, onDone: () => save.reset() });
  const saveDraft = (then: (saved: PlanDetail) => void) =>
    form.handleSubmit((terms) =>
      save.mutate(
        { id: plan.id, version: base.version, ...terms },
        {
          onError: (error) => showFaults(form, error),
          onSuccess: async (saved) => {
            take(saved);
            await cache.plans.invalidate();
            then(saved);
          },
        },
      ),
    );
  return { form, save, rebase, saveDraft };
}

function DraftForm({ plan }: { plan: PlanDetail }) {
  const navigate = useNavigate();
  const [publishing, setPublishing] = useState(false);
  const { form, save, rebase, saveDraft } = useDraftForm(plan);
  const state = form as unknown as PlanFormState;
  const version = nextVersion(plan);
  const toPlan = () => navigate({ to: '/plans/$planId', params: { planId: plan.id } });
  const saved = () => {
    toast.done('Draft saved', `${plan.name}, version ${version}`);
    void toPlan();
  };
  return (
    <form onSubmit={saveDraft(saved)} noValidate>
      <PageHeader
        title={`Version ${version}, draft`}
        parent={{ label: plan.name, link: { to: '/plans/$planId', params: { planId: plan.id } } }}
        description="Nobody is billed by a draft. Publish it when it is right: from then on it does not change."
        actions={
          <>
            <Button asChild>
              <Link to="/plans/$planId" params={{ planId: plan.id }}>
                Cancel
              </Link>
            </Button>
            <Button type="submit" busy={save.isPending}>
              Save draft
            </Button>
            <Button variant="primary" busy={save.isPending} onClick={saveDraft(() => setPublishing(true))}>
              Save and publish…
            </Button>
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-4">
          <FormProblem error={save.error} rebase={rebase} />
          <Card title="Period and trial">
            <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-4">
              <TermsFields form={state} isAddOn={plan.kind === 'addon'} />
            </div>
          </Card>
          <ComponentsEditor form={state} />
        </div>
        <TermsPreview form={state} name={plan.name} description={plan.description} />
      </div>
      <PublishDialog plan={plan} open={publishing} onOpenChange={setPublishing} onPublished={toPlan} />
    </form>
  );
}
