import { AdjustAccountCredit } from '@revenue/billing-core/account-credits';
import type { CustomerDetail } from '@revenue/billing-core/customers';
import { useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { currencyOptions } from '../../format/places.ts';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { SelectField, TextField } from '../../forms/text-field.tsx';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

type Values = { id: string; amount: string; currency: string; reason: string };

/** Gives or takes account credit by hand. */
export function AdjustCreditDialog({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const cache = trpc.useUtils();
  const defaultValues = { id: customer.id, amount: '', currency: customer.currency, reason: '' };
  const resolver = wireResolver<Values, AdjustAccountCredit>(AdjustAccountCredit, undefined);
  const form = useForm<Values, unknown, AdjustAccountCredit>({ resolver, defaultValues });
  const adjust = trpc.account_credits.adjust.useMutation({
    onSuccess: async () => {
      await Promise.all([cache.account_credits.invalidate(), cache.customers.invalidate()]);
      toast.done('Account credit changed', customer.name);
      onClose();
    },
  });
  const submit = form.handleSubmit((values) => adjust.mutate(values, { onError: (fault) => showFaults(form, fault) }));
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Change the account credit of ${customer.name}`}
      confirmLabel="Change credit"
      busy={adjust.isPending}
      onConfirm={() => void submit()}
    >
      <p>
        Credit pays the next invoices of its currency when they become final, the one that is due first before others.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          form={form}
          name="amount"
          label="Amount"
          inputMode="decimal"
          placeholder="25.00"
          hint="Below zero takes credit away."
          required
        />
        <SelectField form={form} name="currency" label="Currency" options={currencyOptions} />
      </div>
      <TextField form={form} name="reason" label="Reason" hint="Stands in the list of entries." required />
      <FormProblem error={adjust.error} />
    </ConfirmDialog>
  );
}
