import type { Plan } from '@revenue/billing-core/catalog';
import { useController } from 'react-hook-form';
import { useFormat } from '../../format/use-format.ts';
import { DateField } from '../../forms/date-field.tsx';
import { SelectField, TextField } from '../../forms/text-field.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { priceLine } from '../plans/price-words.ts';
import { pricedPlan } from '../plans/priced-plan.ts';
import { addOnPrice } from './add-on-price.ts';
import { fittingAddOns } from './fitting-add-ons.ts';
import {
  type Offered,
  ownPriceComponents,
  quantityComponents,
  type SubscriptionFormState,
} from './subscription-values.ts';

type TermsProps = { form: SubscriptionFormState; plan: Plan | undefined };

const whenOver = [
  { value: 'bill', label: 'Bill on terms' },
  { value: 'pause', label: 'Pause it' },
  { value: 'cancel', label: 'Cancel it' },
] as const;

const atEnd = [
  { value: 'renew', label: 'It goes on for as many' },
  { value: 'expire', label: 'The subscription ends' },
] as const;

/** Free days at the start, and for how long it is promised. */
export function TrialAndContract({ form, plan }: TermsProps) {
  const ofPlan = plan?.latest_version.trial_days ?? 0;
  const trial = form.watch('trial_days').trim() || String(ofPlan);
  const hasContract = form.watch('contract.periods').trim() !== '';
  return (
    <Card title="Trial and contract">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          form={form}
          name="trial_days"
          label="Trial"
          inputMode="numeric"
          suffix="days"
          placeholder={String(ofPlan)}
          hint={
            ofPlan > 0 ? `The plan gives ${ofPlan}; 0 gives none.` : 'Free days at the start; usage is free as well.'
          }
        />
        {trial === '0' ? null : (
          <SelectField
            form={form}
            name="trial_without_method"
            label="Then, without a payment method"
            options={whenOver}
          />
        )}
        <TextField
          form={form}
          name="contract.periods"
          label="Contract"
          inputMode="numeric"
          suffix="periods"
          hint="Empty means none: it can end with any period."
          className="sm:col-start-1"
        />
        {hasContract ? (
          <SelectField form={form} name="contract.at_end" label="When the contract is over" options={atEnd} />
        ) : null}
      </div>
    </Card>
  );
}

const kinds = [
  { value: 'none', label: 'None' },
  { value: 'percent', label: 'Percent' },
  { value: 'amount', label: 'Amount' },
] as const;

function Discount({ form, plan }: TermsProps) {
  const { field } = useController({ control: form.control, name: 'discount.kind' });
  return (
    <div className="sm:col-span-2">
      <p className="mb-1 font-medium text-ink text-sm">Discount</p>
      <Segmented label="Discount" name="discount-kind" value={field.value} onChange={field.onChange} segments={kinds} />
      {field.value === 'none' ? null : (
        <div className="mt-2 grid gap-4 sm:grid-cols-2">
          {field.value === 'percent' ? (
            <TextField form={form} name="discount.percent_off" label="Percent off" inputMode="decimal" suffix="%" />
          ) : (
            <TextField
              form={form}
              name="discount.amount_off"
              label="Off each period"
              inputMode="decimal"
              suffix={plan?.latest_version.currency}
            />
          )}
          <DateField
            form={form}
            name="discount.ends_on"
            label="Until"
            hint="The first day without it. Empty means for ever."
          />
        </div>
      )}
    </div>
  );
}

/** What is added to the plan from the first day on; nothing to choose, nothing to see. */
export function AddOns({ form, plan, offered }: TermsProps & { offered: Offered }) {
  const { field } = useController({ control: form.control, name: 'add_on_ids' });
  const format = useFormat();
  if (!plan) return null;
  const fitting = fittingAddOns(offered ?? [], plan.latest_version);
  if (fitting.length === 0) return null;
  return (
    <Card title="Add-ons">
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">Add-ons</legend>
        {fitting.map(({ id, name, latest_version }) => (
          <Checkbox
            key={id}
            label={name}
            hint={addOnPrice(latest_version, format)}
            checked={field.value.includes(id)}
            onChange={({ target }) =>
              field.onChange(target.checked ? [...field.value, id] : field.value.filter((other) => other !== id))
            }
          />
        ))}
      </fieldset>
    </Card>
  );
}

/** How many of each, at which price, less what. */
export function QuantitiesAndPrices({ form, chosen }: { form: SubscriptionFormState; chosen: readonly Plan[] }) {
  const format = useFormat();
  const [plan] = chosen;
  if (!plan) return null;
  const { currency } = plan.latest_version;
  const counted = new Set(quantityComponents(chosen).map(({ id }) => id));
  const priced = new Set(ownPriceComponents(chosen).map(({ id }) => id));
  const components = chosen.flatMap(({ latest_version }) => pricedPlan(latest_version));
  return (
    <Card title="Quantities and prices">
      <div className="grid gap-4 sm:grid-cols-2">
        {components.map(({ id, name, pricing, unit }) => (
          <div key={id} className="grid gap-4 sm:col-span-2 sm:grid-cols-2">
            {counted.has(id) ? (
              <TextField
                form={form}
                name={`quantities.${id}`}
                label={`Quantity of ${name}`}
                inputMode="decimal"
                placeholder="1"
              />
            ) : null}
            {priced.has(id) ? (
              <TextField
                form={form}
                name={`prices.${id}`}
                label={`Own price of ${name}`}
                inputMode="decimal"
                suffix={currency}
                hint={`Empty means that of the catalogue: ${priceLine(pricing, currency, unit, format)}.`}
              />
            ) : null}
          </div>
        ))}
        <Discount form={form} plan={plan} />
      </div>
    </Card>
  );
}
