import type { CustomerChanges } from '@revenue/billing-core/customers';
import { netDays } from '@revenue/billing-core/time';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { paymentTermOptions } from '../../format/places.ts';
import { paymentTerms } from '../../format/words.ts';
import { fieldParts } from '../../forms/text-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import type { CustomerFormState } from './customer-form.tsx';

const OTHER = 'other';
const options = [
  ...paymentTermOptions.map((value) => ({ value, label: paymentTerms(value) })),
  { value: OTHER, label: 'Another number of days…' },
];

/** The usual terms to choose from, and any number of days. */
export function TermsField<Sent extends CustomerChanges>({ form }: { form: CustomerFormState<Sent> }) {
  const { field } = useController({ control: form.control, name: 'payment_terms' });
  const [other, setOther] = useState(!paymentTermOptions.includes(field.value));
  const parts = fieldParts({ form, name: 'payment_terms', label: 'Payment terms' });
  const choose = (value: string) => {
    setOther(value === OTHER);
    if (value !== OTHER) field.onChange(value);
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field {...parts} error={other ? undefined : parts.error}>
        <Select
          options={options}
          value={other ? OTHER : field.value}
          onChange={(event) => choose(event.target.value)}
          onBlur={field.onBlur}
        />
      </Field>
      {other ? (
        <Field {...parts} label="Days after the issue date" required>
          <Input
            inputMode="numeric"
            suffix="days"
            defaultValue={netDays(field.value) ?? ''}
            onChange={(event) => field.onChange(`net_${event.target.value.trim()}`)}
          />
        </Field>
      ) : null}
    </div>
  );
}
