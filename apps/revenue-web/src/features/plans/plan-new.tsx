import { CreatePlan } from '@revenue/billing-core/catalog';
import { Link, useNavigate } from '@tanstack/react-router';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { everyInterval } from '../../format/words.ts';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { toast } from '../../ui/toast.tsx';
import { ComponentsEditor } from './components-editor.tsx';
import { PlanFacts } from './plan-facts.tsx';
import { newPlan, type PlanFormState, type PlanValues, pricedSoFar, sentPlan } from './plan-values.ts';
import { PriceCalculator } from './price-calculator.tsx';

const check = wireResolver<PlanValues, CreatePlan>(CreatePlan, undefined);
const resolver: Resolver<PlanValues, unknown, CreatePlan> = (values, context, options) =>
  check(sentPlan(values) as unknown as PlanValues, context, options);

function CalculatorCard({ form }: { form: PlanFormState }) {
  const values = useWatch({ control: form.control }) as PlanValues;
  const meters = trpc.meters.list.useQuery({ limit: 100 });
  const unitOf = (id: string) => meters.data?.data.find((meter) => meter.code === id)?.unit ?? null;
  const components = pricedSoFar(values.components, unitOf);
  return (
    <Card
      title="What it costs"
      description="Try quantities; the function that bills computes it."
      className="sticky top-16"
    >
      {components.length > 0 && values.currency ? (
        <PriceCalculator
          components={components}
          currency={values.currency}
          period={everyInterval(values.interval, Number(values.interval_count) || 1)}
        />
      ) : (
        <p className="text-ink-faint text-sm">Fill in a price to see what a period would cost.</p>
      )}
    </Card>
  );
}

export function PlanNew() {
  const { currency } = useFormat();
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const create = trpc.plans.create.useMutation({
    onSuccess: async (plan) => {
      await cache.plans.invalidate();
      toast.done('Plan published', plan.name);
      await navigate({ to: '/plans/$planId', params: { planId: plan.id } });
    },
  });
  const form = useForm<PlanValues, unknown, CreatePlan>({ resolver, defaultValues: newPlan(currency) });
  const state = form as unknown as PlanFormState;
  const submit = form.handleSubmit((values) => create.mutate(values, { onError: (error) => showFaults(form, error) }));
  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title="New plan"
        parent={{ label: 'Plans', link: { to: '/plans' } }}
        description="A published version does not change any more: subscribers keep the prices they agreed to."
        actions={
          <>
            <Button asChild>
              <Link to="/plans">Cancel</Link>
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
        <CalculatorCard form={state} />
      </div>
    </form>
  );
}
