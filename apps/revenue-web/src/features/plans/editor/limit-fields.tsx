import { SelectField, TextField } from '../../../forms/text-field.tsx';
import type { Part } from './component-fields.tsx';

/** What holds the price of a period, whatever its model. */
export function LimitFields({ form, index, currency }: Part & { currency: string }) {
  const path = `components.${index}.pricing` as const;
  const committed = form.watch(`${path}.commitment.amount`) !== '';
  const amount = { form, inputMode: 'decimal', suffix: currency, optional: true } as const;
  return (
    <>
      <TextField
        {...amount}
        name={`${path}.minimum_amount`}
        label="Minimum"
        hint="A period costs this at least; what is missing is made up."
      />
      <TextField {...amount} name={`${path}.maximum_amount`} label="Maximum" hint="A period costs this at most." />
      <TextField
        {...amount}
        name={`${path}.commitment.amount`}
        label="Commitment"
        hint="What the customer promises to spend in a period. Instead of a minimum."
      />
      {committed ? (
        <>
          <SelectField
            form={form}
            name={`${path}.commitment.true_up`}
            label="When less is used"
            options={[
              { value: 'yes', label: 'the commitment is paid all the same' },
              { value: 'no', label: 'only what was used is paid' },
            ]}
          />
          <TextField
            form={form}
            name={`${path}.commitment.overage_factor`}
            label="Beyond it, the price counts"
            inputMode="decimal"
            placeholder="1"
            suffix="times"
            optional
          />
        </>
      ) : null}
    </>
  );
}
