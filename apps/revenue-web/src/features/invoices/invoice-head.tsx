import { useController } from 'react-hook-form';
import { DateField } from '../../forms/date-field.tsx';
import { fieldParts } from '../../forms/text-field.tsx';
import { Field } from '../../ui/field.tsx';
import { CustomerCombobox } from '../customers/customer-combobox.tsx';
import type { InvoiceFormState } from './invoice-values.ts';

export function InvoiceHead({ form }: { form: InvoiceFormState }) {
  const { field } = useController({ control: form.control, name: 'customer_id' });
  return (
    <div className="grid gap-4 sm:grid-cols-4">
      <Field
        {...fieldParts({ form, name: 'customer_id', label: 'Customer', required: true, className: 'sm:col-span-2' })}
      >
        <CustomerCombobox value={field.value || undefined} onChange={(id) => field.onChange(id ?? '')} />
      </Field>
      <DateField form={form} name="issue_date" label="Issued" hint="Empty means today." />
      <DateField form={form} name="due_date" label="Due" hint="Empty means by the terms." />
    </div>
  );
}
