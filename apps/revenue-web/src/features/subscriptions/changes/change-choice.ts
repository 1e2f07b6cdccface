import type { Plan, PlanVersion, Pricing, PricingView } from '@revenue/billing-core/catalog';
import type { Subscription } from '@revenue/billing-core/subscriptions';
import { ownPricing, takesOwnPrice } from '../own-price.ts';

/** What somebody wants of a subscription, as it is chosen in the dialog. */
export type ChangeChoice = {
  plan_id: string;
  /** By component of the plan that is chosen, or of its add-ons; empty for as it is. */
  quantities: Record<string, string>;
  /** A price of its own, by component; empty for as it is, null for that of the plan again. */
  prices: Record<string, string | null>;
  add_on_ids: readonly string[];
  /** Fees once of what is new are charged too, as if it began with it. */
  set_up_fees: boolean;
  when: 'by_policy' | 'now' | 'period_end';
};

type Component = Pick<PlanVersion['components'][number], 'id' | 'name' | 'kind' | 'pricing'>;

/** How many there are of one component; `present` is what is subscribed to now. */
export type CountedComponent = { id: string; name: string; present: number | null };

/** What one component costs now, or would where it is new. */
export type PriceableComponent = { id: string; name: string; pricing: PricingView; unit: string | null; own: boolean };

/** The add-ons that a subscription has. */
export const presentAddOns = ({ items, plan }: Subscription): string[] => [
  ...new Set(items.flatMap((item) => (item.plan.id === plan.id ? [] : [item.plan.id]))),
];

export const presentChoice = (subscription: Subscription): ChangeChoice => ({
  plan_id: subscription.plan.id,
  quantities: {},
  prices: {},
  add_on_ids: presentAddOns(subscription),
  set_up_fees: false,
  when: 'by_policy',
});

const isCounted = ({ kind, pricing }: Pick<Component, 'kind' | 'pricing'>) =>
  kind === 'recurring' && pricing.model !== 'flat';

/** What is subscribed to once the choice is made: of what is there already its own items, of what is new its components. */
function chosenParts(subscription: Subscription, choice: ChangeChoice, plans: readonly Plan[]) {
  const chosen = new Set([choice.plan_id, ...choice.add_on_ids]);
  const there = new Set(subscription.items.map((item) => item.plan.id));
  return {
    present: subscription.items.filter((item) => chosen.has(item.plan.id)),
    added: plans
      .filter(({ id }) => chosen.has(id) && !there.has(id))
      .flatMap(({ latest_version }) => latest_version.components),
  };
}

/** What has a quantity then. */
export function countedComponents(
  subscription: Subscription,
  choice: ChangeChoice,
  plans: readonly Plan[],
): CountedComponent[] {
  const { present, added } = chosenParts(subscription, choice, plans);
  return [
    ...present
      .filter(isCounted)
      .map(({ component_id, name, quantity }) => ({ id: component_id, name, present: quantity })),
    ...added.filter(isCounted).map(({ id, name }) => ({ id, name, present: null })),
  ];
}

/** What can have a price of its own then; what is charged once is charged already. */
export function priceableComponents(
  subscription: Subscription,
  choice: ChangeChoice,
  plans: readonly Plan[],
): PriceableComponent[] {
  const { present, added } = chosenParts(subscription, choice, plans);
  const all = [
    ...present.map(({ component_id: id, own_price: own, ...item }) => ({ ...item, id, own })),
    ...added.map((component) => ({ ...component, own: false })),
  ];
  return all
    .filter(({ kind, pricing }) => kind !== 'one_time' && takesOwnPrice(pricing))
    .map(({ id, name, pricing, meter, own }) => ({ id, name, pricing, unit: meter?.unit ?? null, own }));
}

/** What is charged once of what is new; who changes to it is charged that only where somebody says so. */
export const setUpFees = (subscription: Subscription, choice: ChangeChoice, plans: readonly Plan[]) =>
  chosenParts(subscription, choice, plans).added.filter(({ kind }) => kind === 'one_time');

type SentPrice = { component_id: string; pricing: Pricing | null };

function sentPrices(components: readonly PriceableComponent[], prices: ChangeChoice['prices']): SentPrice[] {
  return components.flatMap(({ id: component_id, pricing, own }): SentPrice[] => {
    const price = prices[component_id];
    if (price === null) return own ? [{ component_id, pricing: null }] : [];
    return price?.trim() ? [{ component_id, pricing: ownPricing(pricing, price.trim()) }] : [];
  });
}

/** What is sent: only what is not as it was. null where nothing would change. */
export function sentChange(subscription: Subscription, choice: ChangeChoice, plans: readonly Plan[]) {
  const counted = countedComponents(subscription, choice, plans);
  const quantities = counted.flatMap(({ id, present }) => {
    const quantity = choice.quantities[id]?.trim() ?? '';
    return quantity === '' || quantity === String(present) ? [] : [{ component_id: id, quantity }];
  });
  const prices = sentPrices(priceableComponents(subscription, choice, plans), choice.prices);
  const had = presentAddOns(subscription);
  const sameAddOns = had.length === choice.add_on_ids.length && had.every((id) => choice.add_on_ids.includes(id));
  const samePlan = choice.plan_id === subscription.plan.id;
  if (samePlan && sameAddOns && quantities.length + prices.length === 0) return null;
  const charged = choice.set_up_fees && setUpFees(subscription, choice, plans).length > 0;
  return {
    id: subscription.id,
    ...(samePlan ? {} : { plan_id: choice.plan_id }),
    ...(quantities.length === 0 ? {} : { quantities }),
    ...(prices.length === 0 ? {} : { prices }),
    ...(sameAddOns ? {} : { add_ons: choice.add_on_ids.map((plan_id) => ({ plan_id })) }),
    ...(charged ? { set_up_fees: true } : {}),
    ...(choice.when === 'by_policy' ? {} : { when: choice.when }),
  };
}
