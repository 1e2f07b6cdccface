import { type Plan, Pricing } from '@revenue/billing-core/catalog';
import type { CreateSubscription, WithoutMethod } from '@revenue/billing-core/subscriptions';
import type { UseFormReturn } from 'react-hook-form';

export type SubscriptionValues = {
  customer_id: string;
  plan_id: string;
  billing_cycle_id: string;
  start_date: string;
  anchor_date: string;
  external_id: string;
  /** By component. */
  quantities: Record<string, string>;
  /** A price of its own, by component; empty for that of the plan. */
  prices: Record<string, string>;
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
  quantities: {},
  prices: {},
  trial_days: '',
  trial_without_method: 'bill',
  contract: { periods: '', at_end: 'renew' },
  discount: { kind: 'none', percent_off: '', amount_off: '', ends_on: '' },
});

export type SubscriptionFormState = UseFormReturn<SubscriptionValues, unknown, CreateSubscription>;

type Component = Plan['latest_version']['components'][number];

/** Recurring components whose price depends on how many there are: seats, licences. */
export function quantityComponents(plan: Plan | undefined) {
  return (
    plan?.latest_version.components.filter(({ kind, pricing }) => kind === 'recurring' && pricing.model !== 'flat') ??
    []
  );
}

/** The one figure that a price of these models is; tiers are agreed in a plan of their own. */
const FIGURES = { flat: 'amount', per_unit: 'unit_amount', package: 'package_amount' } as const;

export const ownPriceComponents = (plan: Plan | undefined) =>
  plan?.latest_version.components.filter(({ pricing }) => pricing.model in FIGURES) ?? [];

function ownPrice({ id, pricing }: Component, text: string) {
  const figure = FIGURES[pricing.model as keyof typeof FIGURES];
  const own = Pricing.safeParse({ ...pricing, [figure]: text });
  // What is no price is sent as it was typed, and refused as that.
  return { component_id: id, pricing: own.success ? own.data : { ...pricing, [figure]: text } };
}

/** A number where one was typed; anything else stays the text it is, and is refused as that. */
const whole = (text: string) => (/^\s*\d+\s*$/.test(text) ? Number(text) : text.trim());

/** What is sent: what was left empty is not said. `plan` is the one that is chosen. */
export function sentSubscription(values: SubscriptionValues, plan: Plan | undefined) {
  const { quantities, prices, trial_days, contract, discount, ...rest } = values;
  const typed = (texts: Record<string, string>) =>
    Object.entries(texts).flatMap(([id, text]) => (text?.trim() ? [[id, text.trim()] as const] : []));
  const components = new Map(ownPriceComponents(plan).map((component) => [component.id, component]));
  const own = typed(prices).flatMap(([id, text]) => {
    const component = components.get(id);
    return component === undefined ? [] : [ownPrice(component, text)];
  });
  const known = new Set(quantityComponents(plan).map(({ id }) => id));
  const { kind, percent_off, amount_off, ends_on } = discount;
  const off = kind === 'percent' ? { percent_off } : { amount_off };
  return {
    ...rest,
    quantities: typed(quantities).flatMap(([component_id, quantity]) =>
      known.has(component_id) ? [{ component_id, quantity }] : [],
    ),
    ...(own.length === 0 ? {} : { prices: own }),
    ...(trial_days.trim() === '' ? {} : { trial_days: whole(trial_days) }),
    ...(contract.periods.trim() === '' ? {} : { contract: { ...contract, periods: whole(contract.periods) } }),
    ...(kind === 'none' ? {} : { discount: { ...off, ends_on } }),
  };
}
