import { RecordPaymentMethod } from '@revenue/billing-core/payment-methods';
import { useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { DateField } from '../../forms/date-field.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { SelectField, TextField } from '../../forms/text-field.tsx';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { kindWords } from './method-words.ts';

type Values = { id: string; kind: string; reference: string; label: string; expires_on: string; is_default: boolean };

const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }));

type RecordProps = { customer: { id: string; name: string }; isFirst: boolean; onClose: () => void };

/** Writes down what was agreed elsewhere: on paper, by mail. */
export function RecordMethodDialog({ customer, isFirst, onClose }: RecordProps) {
  const cache = trpc.useUtils();
  const form = useForm<Values, unknown, RecordPaymentMethod>({
    resolver: wireResolver<Values, RecordPaymentMethod>(RecordPaymentMethod, undefined),
    defaultValues: {
      id: customer.id,
      kind: 'bank_transfer',
      reference: '',
      label: '',
      expires_on: '',
      is_default: false,
    },
  });
  const record = trpc.payment_methods.record.useMutation({
    onSuccess: async () => {
      toast.done('Payment method recorded', customer.name);
      onClose();
      await Promise.all([cache.payment_methods.invalidate(), cache.customers.timeline.invalidate()]);
    },
  });
  const submit = form.handleSubmit((values) => record.mutate(values, { onError: (fault) => showFaults(form, fault) }));
  const isDebit = form.watch('kind') === 'direct_debit';
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`How ${customer.name} has agreed to pay`}
      confirmLabel="Record"
      busy={record.isPending}
      onConfirm={() => void submit()}
    >
      <p>It is written down here and nothing is charged: money is drawn, or comes, outside of this system.</p>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <SelectField form={form} name="kind" label="Kind" options={kinds} />
        <TextField
          form={form}
          name="reference"
          label={isDebit ? 'Mandate' : 'Agreement'}
          required={isDebit}
          optional={!isDebit}
          hint={
            isDebit ? 'Its reference; without one the bank takes money back.' : 'Such as the number of the contract.'
          }
        />
        <TextField
          form={form}
          name="label"
          label="Recognised by"
          optional
          placeholder="Account ending in 4321"
          hint="Never a whole account or card number."
        />
        <DateField
          form={form}
          name="expires_on"
          label="Holds until"
          optional
          hint="Its last day. Empty means for ever."
        />
      </div>
      {isFirst ? null : <Checkbox label="It is the default from now on" {...form.register('is_default')} />}
      <FormProblem error={record.error} />
    </ConfirmDialog>
  );
}
