import {
  CreateBillingCycle,
  cycleAnchor,
  cycleSchedule,
  type ScheduledPeriod,
} from '@revenue/billing-core/billing-cycles';
import { Link, useNavigate } from '@tanstack/react-router';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { replaceBlanks, wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { toast } from '../../ui/toast.tsx';
import { useToday } from '../test-clock/use-test-clock.ts';
import { RuleFields, ScheduleFields } from './cycle-fields.tsx';
import { CycleScheduleCard } from './cycle-schedule-card.tsx';
import { type CycleFormState, type CycleValues, newCycle, sentCycle } from './cycle-values.ts';

const check = wireResolver<CycleValues, CreateBillingCycle>(CreateBillingCycle, undefined);
const resolver: Resolver<CycleValues, unknown, CreateBillingCycle> = (values, context, options) =>
  check(sentCycle(values) as unknown as CycleValues, context, options);

const SHOWN_PERIODS = 4;

/** The periods that the form describes, by the function that bills; none while it describes none. */
function periodsOf(values: CycleValues, today: string): ScheduledPeriod[] {
  const read = CreateBillingCycle.safeParse(replaceBlanks(sentCycle(values), undefined));
  if (!read.success) return [];
  try {
    return cycleSchedule({ ...read.data, anchor_date: cycleAnchor(read.data) }, today, SHOWN_PERIODS);
  } catch {
    return [];
  }
}

function ScheduleOfForm({ form }: { form: CycleFormState }) {
  const values = useWatch({ control: form.control }) as CycleValues;
  const today = useToday();
  const description =
    values.alignment === 'anniversary' ? 'Of a customer who starts today.' : 'The current one and the next.';
  return <CycleScheduleCard periods={periodsOf(values, today)} description={description} />;
}

export function BillingCycleNew() {
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const create = trpc.billing_cycles.create.useMutation({
    onSuccess: async (cycle) => {
      await cache.billing_cycles.invalidate();
      toast.done('Billing cycle made', cycle.name);
      await navigate({ to: '/billing-cycles/$billingCycleId', params: { billingCycleId: cycle.id } });
    },
  });
  const form = useForm<CycleValues, unknown, CreateBillingCycle>({ resolver, defaultValues: newCycle });
  const state = form as unknown as CycleFormState;
  const submit = form.handleSubmit((values) => create.mutate(values, { onError: (error) => showFaults(form, error) }));
  return (
    <form onSubmit={submit} noValidate>
      <PageHeader
        title="New billing cycle"
        parent={{ label: 'Billing cycles', link: { to: '/billing-cycles' } }}
        description="Where its periods lie does not change later; its name and rules may."
        actions={
          <>
            <Button asChild>
              <Link to="/billing-cycles">Cancel</Link>
            </Button>
            <Button type="submit" variant="primary" busy={create.isPending}>
              Make the cycle
            </Button>
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-4">
          <FormProblem error={create.error} />
          <ScheduleFields form={state} />
          <RuleFields form={state} />
        </div>
        <ScheduleOfForm form={state} />
      </div>
    </form>
  );
}
