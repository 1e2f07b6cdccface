import { INTERVALS } from '@revenue/billing-core/time';
import { currencyOptions } from '../../../format/places.ts';
import { humanize } from '../../../format/words.ts';
import { ComboboxField } from '../../../forms/combobox-field.tsx';
import { SelectField, TextareaField, TextField } from '../../../forms/text-field.tsx';
import { Card } from '../../../ui/card.tsx';
import { codeOf, type PlanFormState } from './plan-values.ts';

const intervals = INTERVALS.map((value) => ({ value, label: humanize(value) }));
const kinds = [
  { value: 'plan', label: 'A plan to subscribe to' },
  { value: 'addon', label: 'An add-on to subscriptions' },
];

/** How often a version is billed, and after what trial. */
export function TermsFields({ form, isAddOn }: { form: PlanFormState; isAddOn: boolean }) {
  return (
    <>
      <TextField form={form} name="interval_count" label="Billed every" inputMode="numeric" />
      <SelectField form={form} name="interval" label="Interval" options={intervals} />
      {isAddOn ? null : (
        <TextField
          form={form}
          name="trial_days"
          label="Trial"
          inputMode="numeric"
          placeholder="0"
          suffix="days"
          optional
          className="max-sm:col-span-2"
        />
      )}
    </>
  );
}

export function PlanFacts({ form }: { form: PlanFormState }) {
  return (
    <Card title="Plan">
      <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-4">
        <TextField form={form} name="name" label="Name" required autoFocus className="col-span-2" />
        <TextField
          form={form}
          name="code"
          label="Code"
          placeholder={codeOf(form.watch('name')) || 'pro-monthly'}
          hint="For your systems."
          className="col-span-2"
        />
        <SelectField form={form} name="kind" label="Kind" options={kinds} className="col-span-2" />
        <ComboboxField
          form={form}
          name="currency"
          label="Currency"
          placeholder="Currency"
          options={currencyOptions}
          className="col-span-2"
        />
        <TermsFields form={form} isAddOn={form.watch('kind') === 'addon'} />
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
