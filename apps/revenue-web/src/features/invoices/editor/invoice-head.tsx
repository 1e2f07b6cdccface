import { useController } from 'react-hook-form';
import { DateField } from '../../../forms/date-field.tsx';
import { fieldParts } from '../../../forms/text-field.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { CustomerCombobox } from '../../customers/customer-combobox.tsx';
import type { InvoiceFormState } from './invoice-values.ts';

/** `customerName` given: the customer is shown, not chosen. */
export function InvoiceHead({ form, customerName }: { form: InvoiceFormState; customerName: string | undefined }) {
  const { field } = useController({ control: form.control, name: 'customer_id' });
  const label = { form, name: 'customer_id', label: 'Customer', className: 'sm:col-span-2' } as const;
  return (
    <div className="grid gap-4 sm:grid-cols-4">
      <Field {...fieldParts({ ...label, required: customerName === undefined })}>
        {customerName === undefined ? (
          <CustomerCombobox
            value={field.value || undefined}
            onChange={(id) => field.onChange(id ?? '')}
            autoFocus={!field.value}
          />
        ) : (
          <Input value={customerName} disabled />
        )}
      </Field>
      <DateField form={form} name="issue_date" label="Issued" hint="Empty means today." />
      <DateField form={form} name="due_date" label="Due" hint="Empty means by the terms." />
    </div>
  );
}
