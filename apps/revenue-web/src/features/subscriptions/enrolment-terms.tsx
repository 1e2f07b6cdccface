import type { Plan } from '@revenue/billing-core/catalog';
import { useController } from 'react-hook-form';
import { useFormat } from '../../format/use-format.ts';
import { DateField } from '../../forms/date-field.tsx';
import { SelectField, TextField } from '../../forms/text-field.tsx';
import { Card } from '../../ui/card.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { priceLine } from '../plans/price-words.ts';
import { pricedPlan } from '../plans/priced-plan.ts';
import { ownPriceComponents, quantityComponents, type SubscriptionFormState } from './subscription-values.ts';

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

/** Free days at the begin, and for how long it is promised. */
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
            ofPlan > 0 ? `The plan gives ${ofPlan}; 0 gives none.` : 'Free days at the begin; usage is free as well.'
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

/** How many of each, at which price, less what. */
export function QuantitiesAndPrices({ form, plan }: TermsProps) {
  const format = useFormat();
  if (!plan) return null;
  const { currency } = plan.latest_version;
  const counted = new Set(quantityComponents(plan).map(({ id }) => id));
  const priced = new Set(ownPriceComponents(plan).map(({ id }) => id));
  return (
    <Card title="Quantities and prices">
      <div className="grid gap-4 sm:grid-cols-2">
        {pricedPlan(plan.latest_version).map(({ id, name, pricing, unit }) => (
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
                hint={`Empty means that of the plan: ${priceLine(pricing, currency, unit, format)}.`}
              />
            ) : null}
          </div>
        ))}
        <Discount form={form} plan={plan} />
      </div>
    </Card>
  );
}
