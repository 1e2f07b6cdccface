import type { Plan, PlanVersion } from '@revenue/billing-core/catalog';
import type { Subscription } from '@revenue/billing-core/subscriptions';

/** What somebody wants of a subscription, as it is chosen in the dialog. */
export type ChangeChoice = {
  plan_id: string;
  /** By component of the plan that is chosen, or of its add-ons; empty for as it is. */
  quantities: Record<string, string>;
  add_on_ids: readonly string[];
  when: 'by_policy' | 'now' | 'period_end';
};

type Component = Pick<PlanVersion['components'][number], 'id' | 'name' | 'kind' | 'pricing'>;

/** How many there are of one component; `present` is what is subscribed to now. */
export type CountedComponent = { id: string; name: string; present: number | null };

/** The add-ons that a subscription has. */
export const presentAddOns = ({ items, plan }: Subscription): string[] => [
  ...new Set(items.flatMap((item) => (item.plan.id === plan.id ? [] : [item.plan.id]))),
];

export const presentChoice = (subscription: Subscription): ChangeChoice => ({
  plan_id: subscription.plan.id,
  quantities: {},
  add_on_ids: presentAddOns(subscription),
  when: 'by_policy',
});

const isCounted = ({ kind, pricing }: Pick<Component, 'kind' | 'pricing'>) =>
  kind === 'recurring' && pricing.model !== 'flat';

/** What has a quantity once the choice is made: of what is there already its own item, of what is new its component. */
export function countedComponents(
  subscription: Subscription,
  choice: ChangeChoice,
  plans: readonly Plan[],
): CountedComponent[] {
  const chosen = new Set([choice.plan_id, ...choice.add_on_ids]);
  const present = subscription.items
    .filter((item) => chosen.has(item.plan.id) && isCounted(item))
    .map(({ component_id, name, quantity }) => ({ id: component_id, name, present: quantity }));
  const there = new Set(subscription.items.map((item) => item.plan.id));
  const added = plans
    .filter(({ id }) => chosen.has(id) && !there.has(id))
    .flatMap(({ latest_version }) => latest_version.components.filter(isCounted))
    .map(({ id, name }) => ({ id, name, present: null }));
  return [...present, ...added];
}

/** What is sent: only what is not as it was. null where nothing would change. */
export function sentChange(subscription: Subscription, choice: ChangeChoice, plans: readonly Plan[]) {
  const counted = countedComponents(subscription, choice, plans);
  const quantities = counted.flatMap(({ id, present }) => {
    const quantity = choice.quantities[id]?.trim() ?? '';
    return quantity === '' || quantity === String(present) ? [] : [{ component_id: id, quantity }];
  });
  const had = presentAddOns(subscription);
  const sameAddOns = had.length === choice.add_on_ids.length && had.every((id) => choice.add_on_ids.includes(id));
  const samePlan = choice.plan_id === subscription.plan.id;
  if (samePlan && sameAddOns && quantities.length === 0) return null;
  return {
    id: subscription.id,
    ...(samePlan ? {} : { plan_id: choice.plan_id }),
    ...(quantities.length === 0 ? {} : { quantities }),
    ...(sameAddOns ? {} : { add_ons: choice.add_on_ids.map((plan_id) => ({ plan_id })) }),
    ...(choice.when === 'by_policy' ? {} : { when: choice.when }),
  };
}
