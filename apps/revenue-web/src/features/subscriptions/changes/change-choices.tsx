import type { Plan } from '@revenue/billing-core/catalog';
import { Pricing } from '@revenue/billing-core/catalog';
import type { Subscription } from '@revenue/billing-core/subscriptions';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Select } from '../../../ui/select.tsx';
import { priceLine } from '../../plans/price-words.ts';
import { addOnPrice } from '../add-on-price.ts';
import { fittingAddOns } from '../fitting-add-ons.ts';
import {
  type ChangeChoice,
  type CountedComponent,
  countedComponents,
  type PriceableComponent,
  presentAddOns,
  priceableComponents,
  setUpFees,
} from './change-choice.ts';

type ChoiceProps = {
  subscription: Subscription;
  plans: readonly Plan[];
  choice: ChangeChoice;
  onChange: (change: Partial<ChangeChoice>) => void;
};

const moments = [
  { value: 'by_policy', label: 'As the settings say' },
  { value: 'now', label: 'Now' },
  { value: 'period_end', label: 'When the period ends' },
] as const;

function PlanChoice({ subscription, plans, choice, onChange }: ChoiceProps) {
  const { plan } = subscription;
  const others = plans.filter(
    ({ id, kind, latest_version }) => kind === 'plan' && id !== plan.id && latest_version.currency === plan.currency,
  );
  const options = [{ id: plan.id, name: `${plan.name}, as it is` }, ...others].map(({ id, name }) => ({
    value: id,
    label: name,
  }));
  return (
    <Field label="Plan" className="sm:col-span-2">
      <Select
        options={options}
        value={choice.plan_id}
        onChange={(event) => onChange({ plan_id: event.target.value, quantities: {}, prices: {} })}
      />
    </Field>
  );
}

function QuantityField({
  component,
  choice,
  onChange,
}: Pick<ChoiceProps, 'choice' | 'onChange'> & { component: CountedComponent }) {
  const { id, name, present } = component;
  return (
    <Field label={`Quantity of ${name}`} hint={present === null ? undefined : `Now ${present}.`}>
      <Input
        inputMode="decimal"
        placeholder={present === null ? 'As it is, or 1' : String(present)}
        value={choice.quantities[id] ?? ''}
        onChange={(event) => onChange({ quantities: { ...choice.quantities, [id]: event.target.value } })}
      />
    </Field>
  );
}

/** What the components of the plan cost without a price of their own, by component. */
function useListPrices(subscription: Subscription, plans: readonly Plan[]) {
  const own = trpc.plans.get.useQuery({ id: subscription.plan.id }, { staleTime: 60_000 });
  const versions = [...plans.map(({ latest_version }) => latest_version), ...(own.data?.versions ?? [])];
  return new Map(versions.flatMap(({ components }) => components.map(({ id, pricing }) => [id, pricing] as const)));
}

type PriceFieldProps = {
  component: PriceableComponent;
  /** That of the plan; undefined where that is not known. */
  listed: PriceableComponent['pricing'] | undefined;
  currency: string;
  value: string | null;
  onChange: (value: string | null) => void;
};

function PriceField({ component, listed, currency, value, onChange }: PriceFieldProps) {
  const format = useFormat();
  const { name, unit, own, pricing } = component;
  const words = (price: PriceableComponent['pricing']) => priceLine(Pricing.parse(price), currency, unit, format);
  const ofPlan = own ? listed : pricing;
  const hints = [
    ...(ofPlan === undefined ? [] : [`In the catalogue ${words(ofPlan)}.`]),
    ...(own ? [`Agreed now: ${words(pricing)}.`] : []),
  ];
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Field label={`Own price of ${name}`} hint={hints.join(' ')}>
        <Input
          inputMode="decimal"
          suffix={currency}
          placeholder="As it is"
          disabled={value === null}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      {own ? (
        <Checkbox
          label="Take the price of the catalogue again"
          checked={value === null}
          onChange={(event) => onChange(event.target.checked ? null : '')}
        />
      ) : null}
    </div>
  );
}

/** Of each component how many, and what was agreed with this one customer instead of the price of the plan. */
function QuantitiesAndPrices(props: ChoiceProps) {
  const { subscription, plans, choice, onChange } = props;
  const listed = useListPrices(subscription, plans);
  const counted = new Map(countedComponents(subscription, choice, plans).map((each) => [each.id, each]));
  const priced = new Map(priceableComponents(subscription, choice, plans).map((each) => [each.id, each]));
  return [...new Set([...priced.keys(), ...counted.keys()])].map((id) => {
    const [quantity, price] = [counted.get(id), priced.get(id)];
    const value = choice.prices[id];
    return (
      <div key={id} className="grid items-start gap-4 sm:col-span-2 sm:grid-cols-2">
        {quantity ? <QuantityField component={quantity} choice={choice} onChange={onChange} /> : null}
        {price ? (
          <PriceField
            component={price}
            listed={listed.get(id)}
            currency={subscription.plan.currency}
            value={value === undefined ? '' : value}
            onChange={(next) => onChange({ prices: { ...choice.prices, [id]: next } })}
          />
        ) : null}
      </div>
    );
  });
}

function AddOns({ subscription, plans, choice, onChange }: ChoiceProps) {
  const format = useFormat();
  const had = new Set(presentAddOns(subscription));
  const to = plans.find(({ id }) => id === choice.plan_id)?.latest_version ?? subscription.plan;
  const fitting = new Set(fittingAddOns(plans, to));
  const offered = plans.filter((plan) => fitting.has(plan) || (plan.kind === 'addon' && had.has(plan.id)));
  if (offered.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-1.5 sm:col-span-2">
      <legend className="mb-1 font-medium text-ink text-sm">Add-ons</legend>
      {offered.map(({ id, name, latest_version }) => (
        <Checkbox
          key={id}
          label={name}
          hint={addOnPrice(latest_version, format, { once: false })}
          checked={choice.add_on_ids.includes(id)}
          onChange={(event) =>
            onChange({
              add_on_ids: event.target.checked
                ? [...choice.add_on_ids, id]
                : choice.add_on_ids.filter((other) => other !== id),
            })
          }
        />
      ))}
    </fieldset>
  );
}

/** Who changes is not charged what is charged once, unless somebody says so; nothing to charge, nothing to see. */
function SetUpFees({ subscription, plans, choice, onChange }: ChoiceProps) {
  const format = useFormat();
  const fees = setUpFees(subscription, choice, plans);
  if (fees.length === 0) return null;
  const words = fees.map(
    ({ name, pricing }) => `${name} ${priceLine(Pricing.parse(pricing), subscription.plan.currency, null, format)}`,
  );
  return (
    <Checkbox
      className="sm:col-span-2"
      label="Charge the set-up fees as well"
      hint={`${words.join(', ')}. Otherwise only who begins with it is charged.`}
      checked={choice.set_up_fees}
      onChange={({ target }) => onChange({ set_up_fees: target.checked })}
    />
  );
}

/** What may be different: the plan, how many, at which price, with which add-ons, from when on. */
export function ChangeChoices(props: ChoiceProps) {
  const { choice, onChange } = props;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <PlanChoice {...props} />
      <QuantitiesAndPrices {...props} />
      <AddOns {...props} />
      <SetUpFees {...props} />
      <div className="sm:col-span-2">
        <p className="mb-1 font-medium text-ink text-sm">Takes effect</p>
        <Segmented
          label="Takes effect"
          name="when"
          value={choice.when}
          onChange={(when) => onChange({ when })}
          segments={moments}
        />
      </div>
    </div>
  );
}
