import { SelectField, TextField } from '../../forms/text-field.tsx';
import { modelsOf } from './component-values.ts';
import { MeterField } from './meter-field.tsx';
import type { PlanFormState } from './plan-values.ts';
import { TierEditor } from './tier-editor.tsx';

type Part = { form: PlanFormState; index: number };

const timings = [
  { value: 'advance', label: 'In advance, when the period begins' },
  { value: 'arrear', label: 'In arrear, when it is over' },
];

/** The price fields of the chosen model. */
function PriceFields({ form, index, model, currency }: Part & { model: string; currency: string }) {
  const path = `components.${index}` as const;
  if (model === 'flat')
    return (
      <TextField
        form={form}
        name={`${path}.amount`}
        label="Amount per period"
        inputMode="decimal"
        placeholder="0.00"
        suffix={currency}
        required
      />
    );
  if (model === 'package') {
    return (
      <>
        <TextField form={form} name={`${path}.package_size`} label="Units in a package" inputMode="decimal" required />
        <TextField
          form={form}
          name={`${path}.package_amount`}
          label="Price of a package"
          inputMode="decimal"
          placeholder="0.00"
          suffix={currency}
          required
        />
        <TextField form={form} name={`${path}.free_units`} label="Included units" inputMode="decimal" />
      </>
    );
  }
  const per = (
    <TextField
      form={form}
      name={`${path}.per_units`}
      label="The price is for"
      inputMode="decimal"
      hint="1000 for a price per 1,000 tokens."
      suffix="units"
    />
  );
  if (model === 'per_unit') {
    return (
      <>
        <TextField
          form={form}
          name={`${path}.unit_amount`}
          label="Price"
          inputMode="decimal"
          placeholder="0.00"
          suffix={currency}
          required
        />
        {per}
      </>
    );
  }
  return (
    <>
      {per}
      <TierEditor form={form} index={index} currency={currency} />
    </>
  );
}

export function ComponentFields({ form, index }: Part) {
  const path = `components.${index}` as const;
  const kind = form.watch(`${path}.kind`);
  const model = form.watch(`${path}.model`);
  const currency = form.watch('currency');
  const models = modelsOf[kind] ?? [];
  return (
    <>
      {kind === 'usage' ? (
        <MeterField form={form} index={index} />
      ) : (
        <SelectField form={form} name={`${path}.timing`} label="Charged" options={timings} />
      )}
      <SelectField
        form={form}
        name={`${path}.model`}
        label="Pricing"
        options={models}
        hint={models.find((option) => option.value === model)?.explained}
      />
      <PriceFields form={form} index={index} model={model} currency={currency} />
    </>
  );
}
