import { PRODUCT_TYPES } from '@revenue/billing-core/catalog';
import { INTERVALS } from '@revenue/billing-core/time';
import { Plus, X } from 'lucide-react';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { currencyOptions } from '../../format/places.ts';
import { humanize } from '../../format/words.ts';
import { ComboboxField } from '../../forms/combobox-field.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { SelectField, TextareaField, TextField } from '../../forms/text-field.tsx';
import { Button } from '../../ui/button.tsx';
import { productTypes } from './product-types.ts';
import { emptyPrice, type ProductValues } from './product-values.ts';

export type ProductFormState<Sent> = UseFormReturn<ProductValues, unknown, Sent>;

const intervalOptions = INTERVALS.map((value) => ({ value, label: humanize(value) }));

function PriceRow<Sent>({
  form,
  index,
  onRemove,
}: {
  form: ProductFormState<Sent>;
  index: number;
  onRemove: (() => void) | undefined;
}) {
  const recurring = form.watch('type') === 'recurring';
  const currency = form.watch(`prices.${index}.currency`);
  return (
    <div className="flex flex-wrap items-start gap-3 @md:col-span-2">
      <ComboboxField
        form={form}
        name={`prices.${index}.currency`}
        label="Currency"
        placeholder="Currency"
        options={currencyOptions}
        className="w-32"
      />
      <TextField
        form={form}
        name={`prices.${index}.unit_amount`}
        label="Price of one"
        inputMode="decimal"
        placeholder="0.00"
        suffix={currency}
        className="min-w-36 flex-1"
      />
      {recurring ? (
        <div className="flex gap-3">
          <TextField
            form={form}
            name={`prices.${index}.interval_count`}
            label="Every"
            inputMode="numeric"
            className="w-16"
          />
          <SelectField
            form={form}
            name={`prices.${index}.interval`}
            label="Interval"
            options={intervalOptions}
            className="w-32"
          />
        </div>
      ) : null}
      {onRemove ? (
        <Button
          variant="ghost"
          size="icon"
          className="mt-6"
          aria-label={`Remove the price in ${currency || 'no currency'}`}
          icon={<X aria-hidden />}
          onClick={onRemove}
        />
      ) : null}
    </div>
  );
}

export function ProductFields<Sent>({ form, fixedType }: { form: ProductFormState<Sent>; fixedType?: boolean }) {
  const prices = useFieldArray({ control: form.control, name: 'prices' });
  const type = form.watch('type') as keyof typeof productTypes;
  return (
    <>
      <FormSection title="Product" description="The name stands on invoices.">
        <TextField form={form} name="name" label="Name" required autoFocus />
        {fixedType ? null : (
          <SelectField
            form={form}
            name="type"
            label="How it is sold"
            hint={productTypes[type].explained}
            options={PRODUCT_TYPES.map((value) => ({ value, label: productTypes[value].label }))}
          />
        )}
        <TextField
          form={form}
          name="unit"
          label="Unit"
          placeholder="seat, token, hour"
          hint="What one of it is called."
          optional
        />
        <TextField form={form} name="external_id" label="Your own id" optional />
        <TextareaField
          form={form}
          name="description"
          label="Description"
          optional
          rows={2}
          className="@md:col-span-2"
        />
      </FormSection>
      <FormSection
        title="Prices"
        description="One in each currency you sell in. Up to 12 decimal places, so a token can cost $0.000002."
      >
        {prices.fields.map((price, index) => (
          <PriceRow
            key={price.id}
            form={form}
            index={index}
            onRemove={prices.fields.length > 1 ? () => prices.remove(index) : undefined}
          />
        ))}
        <div className="@md:col-span-2">
          <Button
            variant="ghost"
            className="-ml-2"
            icon={<Plus aria-hidden />}
            onClick={() => prices.append(emptyPrice)}
          >
            Add a currency
          </Button>
        </div>
      </FormSection>
    </>
  );
}
