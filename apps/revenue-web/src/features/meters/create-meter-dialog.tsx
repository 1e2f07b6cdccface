import { CreateMeter, METER_AGGREGATIONS, type MeterAggregation } from '@revenue/billing-core/catalog';
import { useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { SelectField, TextField } from '../../forms/text-field.tsx';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { aggregations } from './aggregations.ts';

const initial: { name: string; code: string; aggregation: MeterAggregation; unit: string; property: string } = {
  name: '',
  code: '',
  aggregation: 'sum',
  unit: '',
  property: '',
};
const options = METER_AGGREGATIONS.map((value) => ({ value, label: aggregations[value].label }));

export function CreateMeterDialog({ onClose }: { onClose: () => void }) {
  const cache = trpc.useUtils();
  const create = trpc.meters.create.useMutation({
    onSuccess: async (meter) => {
      toast.done('Meter created', meter.name);
      onClose();
      await cache.meters.invalidate();
    },
  });
  const form = useForm({
    resolver: wireResolver<typeof initial, CreateMeter>(CreateMeter, undefined),
    defaultValues: initial,
  });
  const submit = form.handleSubmit((values) => create.mutate(values, { onError: (error) => showFaults(form, error) }));
  const aggregation = form.watch('aggregation');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New meter"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="create-meter" variant="primary" busy={create.isPending}>
            Create meter
          </Button>
        </>
      }
    >
      <form id="create-meter" onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-2">
        <div className="empty:hidden sm:col-span-2">
          <FormProblem error={create.error} />
        </div>
        <TextField form={form} name="name" label="Name" placeholder="Context tokens" required />
        <TextField
          form={form}
          name="code"
          label="Code"
          placeholder="context_tokens"
          hint="What records call it; never changes."
          required
        />
        <SelectField
          form={form}
          name="aggregation"
          label="Counts"
          options={options}
          hint={aggregations[aggregation].explained}
        />
        <TextField form={form} name="unit" label="Unit" placeholder="token" optional />
        {aggregation === 'unique_count' ? (
          <TextField
            form={form}
            name="property"
            label="Property"
            placeholder="user_id"
            hint="Whose different values count."
            required
          />
        ) : null}
      </form>
    </Dialog>
  );
}
