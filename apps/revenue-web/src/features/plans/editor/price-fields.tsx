import { SelectField, TextField } from '../../../forms/text-field.tsx';
import type { Part } from './component-fields.tsx';
import { TierEditor } from './tier-editor.tsx';

type Priced = Part & { currency: string };

function AmountField({ form, name, label, currency }: Priced & { name: PriceName; label: string }) {
  return (
    <TextField
      form={form}
      name={name}
      label={label}
      inputMode="decimal"
      placeholder="0.00"
      suffix={currency}
      required
    />
  );
}

type PriceName = `components.${number}.pricing.${'amount' | 'unit_amount' | 'package_amount'}`;

function PerUnits({ form, index }: Part) {
  return (
    <TextField
      form={form}
      name={`components.${index}.pricing.per_units`}
      label="The price is for"
      inputMode="decimal"
      hint="1000 for a price per 1,000 tokens."
      suffix="units"
    />
  );
}

function Included({ form, index }: Part) {
  return (
    <TextField
      form={form}
      name={`components.${index}.pricing.included_units`}
      label="Included units"
      inputMode="decimal"
      optional
      hint="The first of a period, which cost nothing."
    />
  );
}

function PackageFields(props: Priced) {
  const { form, index } = props;
  const path = `components.${index}.pricing` as const;
  return (
    <>
      <TextField form={form} name={`${path}.package_size`} label="Units in a package" inputMode="decimal" required />
      <AmountField {...props} name={`${path}.package_amount`} label="Price of a package" />
      <TextField
        form={form}
        name={`${path}.free_units`}
        label="Included units"
        inputMode="decimal"
        optional
        hint="The first of a period, which cost nothing."
      />
      <SelectField
        form={form}
        name={`${path}.round`}
        label="A package begun"
        options={[
          { value: 'up', label: 'is charged' },
          { value: 'down', label: 'is not charged until it is full' },
        ]}
      />
    </>
  );
}

function PercentageFields({ form, index, currency }: Priced) {
  const path = `components.${index}.pricing` as const;
  return (
    <>
      <TextField form={form} name={`${path}.rate_percent`} label="Rate" inputMode="decimal" suffix="%" required />
      <TextField
        form={form}
        name={`${path}.free_amount`}
        label="Free volume"
        inputMode="decimal"
        suffix={currency}
        optional
        hint="The first money of a period, of which nothing is taken."
      />
    </>
  );
}

/** A quantity of zero may still cost what entering the first tier costs. */
function ZeroQuantity({ form, index }: Part) {
  return (
    <SelectField
      form={form}
      name={`components.${index}.pricing.zero_quantity`}
      label="A quantity of zero costs"
      options={[
        { value: 'zero', label: 'nothing' },
        { value: 'first_tier_flat', label: 'the fixed fee of the first tier' },
      ]}
    />
  );
}

/** The price fields of the chosen model. */
export function PriceFields({ model, ...props }: Priced & { model: string }) {
  const path = `components.${props.index}.pricing` as const;
  const isOnce = props.form.watch(`components.${props.index}.kind`) === 'one_time';
  switch (model) {
    case 'flat':
      return <AmountField {...props} name={`${path}.amount`} label={isOnce ? 'Amount' : 'Amount per period'} />;
    case 'package':
      return <PackageFields {...props} />;
    case 'per_unit':
      return (
        <>
          <AmountField {...props} name={`${path}.unit_amount`} label="Price" />
          <PerUnits {...props} />
          <Included {...props} />
        </>
      );
    case 'percentage':
      return <PercentageFields {...props} />;
    case 'graduated_percentage':
      return (
        <>
          <ZeroQuantity {...props} />
          <TierEditor {...props} price="percent" />
        </>
      );
    default:
      return (
        <>
          <PerUnits {...props} />
          <Included {...props} />
          <ZeroQuantity {...props} />
          <TierEditor {...props} price="amount" />
        </>
      );
  }
}
