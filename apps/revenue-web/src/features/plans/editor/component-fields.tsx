import { INTERVALS } from '@revenue/billing-core/time';
import { trpc } from '../../../api/trpc.ts';
import { humanize } from '../../../format/words.ts';
import { SelectField, TextField } from '../../../forms/text-field.tsx';
import { modelsOf } from './component-values.ts';
import { LimitFields } from './limit-fields.tsx';
import { MeterField } from './meter-field.tsx';
import type { PlanFormState } from './plan-values.ts';
import { PriceExample } from './price-example.tsx';
import { PriceFields } from './price-fields.tsx';

export type Part = { form: PlanFormState; index: number };

const timings = [
  { value: 'advance', label: 'In advance, when the period begins' },
  { value: 'arrear', label: 'In arrear, when it is over' },
];
const lengths = [{ value: '', label: 'As the plan' }, ...INTERVALS.map((value) => ({ value, label: humanize(value) }))];

/** Where a component is billed in longer periods than its plan. */
function OwnInterval({ form, index }: Part) {
  const path = `components.${index}` as const;
  const interval = form.watch(`${path}.interval`);
  return (
    <div className="grid grid-cols-2 items-start gap-4">
      <SelectField
        form={form}
        name={`${path}.interval`}
        label="Billed every"
        options={lengths}
        hint="Longer than the plan: a yearly licence in a monthly plan."
      />
      {interval === '' ? null : (
        <TextField form={form} name={`${path}.interval_count`} label="Times" inputMode="numeric" placeholder="1" />
      )}
    </div>
  );
}

/** What reports and taxes count the lines under. */
function ProductField({ form, index }: Part) {
  const products = trpc.products.list.useQuery({ active: true, sort: 'name', limit: 100 });
  const options = (products.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  // Until they are loaded, and where it is not sold any more, the one that is chosen stays chosen.
  const chosen = form.watch(`components.${index}.product_id`);
  const isKnown = chosen === '' || options.some(({ value }) => value === chosen);
  return (
    <SelectField
      form={form}
      name={`components.${index}.product_id`}
      label="Product"
      placeholder="None"
      options={isKnown ? options : [{ value: chosen, label: 'As before' }, ...options]}
      optional
      hint="What reports count it under."
    />
  );
}

const tucked = [
  'pricing.minimum_amount',
  'pricing.maximum_amount',
  'pricing.commitment',
  'pricing.round_up_to_units',
  'interval',
  'interval_count',
] as const;

/** What few plans need is folded away, but never with a fault in it. */
function MoreFields({ form, index, currency }: Part & { currency: string }) {
  const recurs = form.watch(`components.${index}.kind`) !== 'one_time';
  const isFaulty = tucked.some((name) => form.getFieldState(`components.${index}.${name}`, form.formState).invalid);
  const model = form.watch(`components.${index}.pricing.model`);
  const isRounded = model === 'per_unit' || model === 'graduated' || model === 'volume';
  return (
    <details className="text-sm sm:col-span-2" open={isFaulty || undefined}>
      <summary className="w-fit cursor-pointer rounded-sm text-ink-soft hover:text-ink">
        {recurs ? 'Minimum, maximum, commitment, own interval' : 'Minimum, maximum, product'}
      </summary>
      <div className="mt-3 grid items-start gap-4 sm:grid-cols-2">
        <LimitFields form={form} index={index} currency={currency} />
        {isRounded ? (
          <TextField
            form={form}
            name={`components.${index}.pricing.round_up_to_units`}
            label="Rounded up to a multiple of"
            inputMode="decimal"
            suffix="units"
            optional
            hint="The quantity, before it is priced: whole minutes, blocks of 100."
          />
        ) : null}
        {recurs ? <OwnInterval form={form} index={index} /> : null}
        <ProductField form={form} index={index} />
      </div>
    </details>
  );
}

export function ComponentFields({ form, index }: Part) {
  const path = `components.${index}` as const;
  const kind = form.watch(`${path}.kind`);
  const model = form.watch(`${path}.pricing.model`);
  const currency = form.watch('currency');
  const models = modelsOf[kind] ?? [];
  return (
    <>
      {kind === 'usage' ? <MeterField form={form} index={index} /> : null}
      {kind === 'recurring' ? (
        <SelectField form={form} name={`${path}.timing`} label="Charged" options={timings} />
      ) : null}
      <SelectField
        form={form}
        name={`${path}.pricing.model`}
        label="Pricing"
        options={models}
        hint={models.find((option) => option.value === model)?.explained}
      />
      <PriceFields form={form} index={index} model={model} currency={currency} />
      <PriceExample form={form} index={index} />
      <MoreFields form={form} index={index} currency={currency} />
    </>
  );
}
