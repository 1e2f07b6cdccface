import { CreatePlan } from '@revenue/billing-core/catalog';
import { Link, useNavigate } from '@tanstack/react-router';
import { type Resolver, useForm } from 'react-hook-form';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { FormProblem, showFaults } from '../../../forms/form-problem.tsx';
import { wireResolver } from '../../../forms/wire-resolver.ts';
import { Button } from '../../../ui/button.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { toast } from '../../../ui/toast.tsx';
import { ComponentsEditor } from './components-editor.tsx';
import { PlanFacts } from './plan-facts.tsx';
import { newPlan, type PlanFormState, type PlanValues, sentPlan } from './plan-values.ts';
import { TermsPreview } from './terms-preview.tsx';

const check = wireResolver<PlanValues, CreatePlan>(CreatePlan, undefined);
const resolver: Resolver<PlanValues, unknown, CreatePlan> = (values, context, options) =>
  check(sentPlan(values) as unknown as PlanValues, context, options);

export function PlanNew() {
  const { currency } = useFormat();
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const create = trpc.plans.create.useMutation({
    onSuccess: async (plan) => {
      await cache.plans.invalidate();
      toast.done(plan.has_draft ? 'Draft saved' : 'Plan published', plan.name);
      await navigate({ to: '/plans/$planId', params: { planId: plan.id } });
    },
  });
  const form = useForm<PlanValues, unknown, CreatePlan>({ resolver, defaultValues: newPlan(currency) });
  const state = form as unknown as PlanFormState;
  const submit = (publish: boolean) =>
    form.handleSubmit((values) =>
      create.mutate({ ...values, publish }, { onError: (error) => showFaults(form, error) }),
    );
  return (
    <form onSubmit={submit(true)} noValidate>
      <PageHeader
        title="New plan"
        parent={{ label: 'Plans', link: { to: '/plans' } }}
        description="A published version does not change any more: subscribers keep the prices they agreed to."
        actions={
          <>
            <Button asChild>
              <Link to="/plans">Cancel</Link>
            </Button>
            <Button busy={create.isPending} onClick={submit(false)}>
              Save as draft
            </Button>
            <Button type="submit" variant="primary" busy={create.isPending}>
              Publish plan
            </Button>
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-4">
          <FormProblem error={create.error} />
          <PlanFacts form={state} />
          <ComponentsEditor form={state} />
        </div>
        <TermsPreview form={state} />
      </div>
    </form>
  );
}
