import { type BillingCycle, UpdateBillingCycle } from '@revenue/billing-core/billing-cycles';
import { type Resolver, useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useRebase } from '../../forms/use-rebase.ts';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { RuleFields } from './cycle-fields.tsx';
import { type CycleFormState, type CycleValues, cycleValues } from './cycle-values.ts';

const check = wireResolver<CycleValues, UpdateBillingCycle>(UpdateBillingCycle, null);

export function EditCycleSheet({ cycle, onClose }: { cycle: BillingCycle; onClose: () => void }) {
  const cache = trpc.useUtils();
  const update = trpc.billing_cycles.update.useMutation({
    onSuccess: async () => {
      await cache.billing_cycles.invalidate();
      toast.done('Billing cycle changed', 'The next invoices follow the new rules.');
      onClose();
    },
  });
  const resolver: Resolver<CycleValues, unknown, UpdateBillingCycle> = (values, context, options) => {
    const { name, payment_terms, auto_send, requires_approval } = values;
    const sent = { id: cycle.id, version: base.version, name, payment_terms, auto_send, requires_approval };
    return check(sent as unknown as CycleValues, context, options);
  };
  const form = useForm<CycleValues, unknown, UpdateBillingCycle>({ resolver, defaultValues: cycleValues(cycle) });
  const { base, rebase } = useRebase({
    form,
    record: cycle,
    valuesOf: cycleValues,
    load: (): Promise<BillingCycle> => cache.billing_cycles.get.fetch({ id: cycle.id }, { staleTime: 0 }),
    onDone: update.reset,
  });
  const submit = form.handleSubmit((values) => update.mutate(values, { onError: (error) => showFaults(form, error) }));
  return (
    <Sheet
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Change ${cycle.name}`}
      description="Invoices that are made already stay as they are."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="edit-cycle" variant="primary" busy={update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="edit-cycle" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormProblem error={update.error} rebase={rebase} />
        <TextField form={form} name="name" label="Name" required />
        <RuleFields form={form as unknown as CycleFormState} />
      </form>
    </Sheet>
  );
}
