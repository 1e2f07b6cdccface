import type { Plan } from '@revenue/billing-core/catalog';
import { CreateSubscription, type WithoutMethod } from '@revenue/billing-core/subscriptions';
import type { UseFormReturn } from 'react-hook-form';
import { fittingAddOns } from './fitting-add-ons.ts';
import { ownPricing, takesOwnPrice } from './own-price.ts';

export type OneOff = { description: string; quantity: string; unit_price: string };

export type SubscriptionValues = {
  customer_id: string;
  plan_id: string;
  billing_cycle_id: string;
  start_date: string;
  anchor_date: string;
  external_id: string;
  add_on_ids: string[];
  /** By component, of the plan and of add-ons. */
  quantities: Record<string, string>;
  /** A price of its own, by component; empty for that of the plan. */
  prices: Record<string, string>;
  /** What is charged once beside the plan: `unit_price` is that of one. */
  one_off_items: OneOff[];
  /** Empty for those of the plan. */
  trial_days: string;
  trial_without_method: WithoutMethod;
  contract: { periods: string; at_end: 'renew' | 'expire' };
  discount: { kind: 'none' | 'percent' | 'amount'; percent_off: string; amount_off: string; ends_on: string };
};

export const newSubscription = (customerId: string | undefined, planId: string | undefined): SubscriptionValues => ({
  customer_id: customerId ?? '',
  plan_id: planId ?? '',
  billing_cycle_id: '',
  start_date: '',
  anchor_date: '',
  external_id: '',
  add_on_ids: [],
  quantities: {},
  prices: {},
  one_off_items: [],
  trial_days: '',
  trial_without_method: 'bill',
  contract: { periods: '', at_end: 'renew' },
  discount: { kind: 'none', percent_off: '', amount_off: '', ends_on: '' },
});

export type SubscriptionFormState = UseFormReturn<SubscriptionValues, unknown, CreateSubscription>;

/** What can be subscribed to, add-ons included. */
export type Offered = readonly Plan[] | undefined;

/** The plan and the add-ons that are chosen; an add-on that does not go with the plan is not. */
export function chosenPlans(
  { plan_id, add_on_ids }: Pick<SubscriptionValues, 'plan_id' | 'add_on_ids'>,
  offered: Offered,
) {
  const plan = offered?.find(({ id, kind }) => id === plan_id && kind === 'plan');
  if (!plan) return [];
  return [plan, ...fittingAddOns(offered ?? [], plan.latest_version).filter(({ id }) => add_on_ids.includes(id))];
}

const componentsOf = (plans: readonly Plan[]) => plans.flatMap(({ latest_version }) => latest_version.components);

/** Fees whose price depends on how many there are: seats, licences. */
export const quantityComponents = (plans: readonly Plan[]) =>
  componentsOf(plans).filter(({ kind, pricing }) => kind !== 'usage' && pricing.model !== 'flat');

export const ownPriceComponents = (plans: readonly Plan[]) =>
  componentsOf(plans).filter(({ pricing }) => takesOwnPrice(pricing));

/** A number where one was typed; anything else stays the text it is, and is refused as that. */
const whole = (text: string) => (/^\s*\d+\s*$/.test(text) ? Number(text) : text.trim());

/** What is sent: what was left empty is not said. */
export function sentSubscription(values: SubscriptionValues, offered: Offered) {
  const { add_on_ids: _, quantities, prices, one_off_items, trial_days, contract, discount, ...rest } = values;
  const chosen = chosenPlans(values, offered);
  const typed = (texts: Record<string, string>) =>
    Object.entries(texts).flatMap(([id, text]) => (text?.trim() ? [[id, text.trim()] as const] : []));
  const components = new Map(ownPriceComponents(chosen).map((component) => [component.id, component]));
  const own = typed(prices).flatMap(([component_id, text]) => {
    const component = components.get(component_id);
    return component === undefined ? [] : [{ component_id, pricing: ownPricing(component.pricing, text) }];
  });
  const known = new Set(quantityComponents(chosen).map(({ id }) => id));
  const { kind, percent_off, amount_off, ends_on } = discount;
  const off = kind === 'percent' ? { percent_off } : { amount_off };
  const add_ons = chosen.slice(1).map(({ id }) => ({ plan_id: id }));
  return {
    ...rest,
    ...(add_ons.length === 0 ? {} : { add_ons }),
    quantities: typed(quantities).flatMap(([component_id, quantity]) =>
      known.has(component_id) ? [{ component_id, quantity }] : [],
    ),
    ...(own.length === 0 ? {} : { prices: own }),
    ...(one_off_items.length === 0 ? {} : { one_off_items }),
    ...(trial_days.trim() === '' ? {} : { trial_days: whole(trial_days) }),
    ...(contract.periods.trim() === '' ? {} : { contract: { ...contract, periods: whole(contract.periods) } }),
    ...(kind === 'none' ? {} : { discount: { ...off, ends_on } }),
  };
}

/** A line of the form has no product to take its description and price from. */
export const EnrolmentForm = CreateSubscription.superRefine(({ one_off_items = [] }, context) => {
  for (const [at, item] of one_off_items.entries()) {
    for (const name of ['description', 'unit_price'] as const) {
      if (item[name] !== undefined) continue;
      context.addIssue({ code: 'custom', path: ['one_off_items', at, name], message: 'Fill this in.' });
    }
  }
});

/** What is previewed while one types: without lines that are begun. */
export const withoutBegun = (values: SubscriptionValues): SubscriptionValues => ({
  ...values,
  one_off_items: values.one_off_items.filter(
    ({ description, unit_price }) => description.trim() !== '' && unit_price.trim() !== '',
  ),
});
