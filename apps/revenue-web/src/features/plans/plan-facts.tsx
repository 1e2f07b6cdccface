import { INTERVALS } from '@revenue/billing-core/time';
import { currencyOptions } from '../../format/places.ts';
import { humanize } from '../../format/words.ts';
import { ComboboxField } from '../../forms/combobox-field.tsx';
import { SelectField, TextareaField, TextField } from '../../forms/text-field.tsx';
import { Card } from '../../ui/card.tsx';
import { codeOf, type PlanFormState } from './plan-values.ts';

const intervals = INTERVALS.map((value) => ({ value, label: humanize(value) }));

export function PlanFacts({ form }: { form: PlanFormState }) {
  return (
    <Card title="Plan">
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <TextField form={form} name="name" label="Name" required autoFocus className="col-span-2" />
        <TextField
          form={form}
          name="code"
          label="Code"
          placeholder={codeOf(form.watch('name')) || 'pro-monthly'}
          hint="For your systems."
          className="col-span-2"
        />
        <ComboboxField
          form={form}
          name="currency"
          label="Currency"
          placeholder="Currency"
          options={currencyOptions}
          className="max-sm:col-span-2"
        />
        <TextField form={form} name="interval_count" label="Billed every" inputMode="numeric" />
        <SelectField form={form} name="interval" label="Interval" options={intervals} />
        <TextareaField
          form={form}
          name="description"
          label="Description"
          optional
          rows={2}
          className="col-span-2 sm:col-span-4"
        />
      </div>
    </Card>
  );
}
