import { canonicalJson } from '../../invoices/canonical-json.ts';
import { decimalText } from '../../money/index.ts';
import type { RenewedComponent } from '../plan-renewal.ts';
import type { NewItem } from './change-terms.ts';

/** A component of what is changed to: of the plan or of an add-on. */
export type TargetComponent = Omit<RenewedComponent, 'subscription_item_id' | 'quantity' | 'active_from'> & {
  component_id: string;
};

/** An item as it is, and the component it is of. */
export type CurrentItem = NewItem & { plan_component_id: string; has_own_price: boolean };

export type TargetTerms = {
  /** By component or by the item that is there; as it was, or 1, unless given. */
  quantities: ReadonlyMap<string, string>;
  /** Instead of the price of a component; null is that of the component again. */
  prices: ReadonlyMap<string, RenewedComponent['pricing'] | null>;
  /** Periods are of the same length: what keeps its terms stays the item that it is. */
  keeps_period: boolean;
  newId: () => string;
};

export type TargetItem = NewItem & { plan_component_id: string; has_own_price: boolean };

/**
 * The items that a subscription shall have, each with whom it replaces. An item whose component and terms stay is the same
 * one; every other gets a new id, so that an item has one charge for a service start. What replaces what: the same
 * component; the same meter; the same name, product; or the only fee that is left on both sides.
 *
 * @example
 * const old = { subscription_item_id: 'one', plan_component_id: 'seats', has_own_price: false, kind: 'recurring', name: 'Seats',
 *   timing: 'advance', quantity: '5', product_id: null, meter_id: null, pricing: Pricing.parse({ model: 'per_unit', unit_amount: 9 }) };
 * const { subscription_item_id: _, plan_component_id: component_id, has_own_price: __, quantity: ___, ...seats } = old;
 * const terms = { prices: new Map(), keeps_period: true, newId: () => 'two' };
 * targetItems([old], [{ ...seats, component_id }], { ...terms, quantities: new Map() })[0].subscription_item_id // 'one'
 * const [more] = targetItems([old], [{ ...seats, component_id }], { ...terms, quantities: new Map([['seats', '8']]) });
 * [more.subscription_item_id, more.replaces, more.quantity] // ['two', 'one', '8']
 */
export function targetItems(
  current: readonly CurrentItem[],
  components: readonly TargetComponent[],
  terms: TargetTerms,
): TargetItem[] {
  const predecessors = pairUp(current, components);
  return components.map((component) => toItem(component, predecessors.get(component.component_id), terms));
}

function toItem(
  { component_id, ...component }: TargetComponent,
  old: CurrentItem | undefined,
  { quantities, prices, keeps_period, newId }: TargetTerms,
): TargetItem {
  const isSame = old?.plan_component_id === component_id;
  const asked = prices.get(component_id);
  const own = asked === undefined ? (isSame && old.has_own_price ? old.pricing : null) : asked;
  const quantity =
    quantities.get(component_id) ??
    (old && (quantities.get(old.subscription_item_id) ?? (component.kind === 'usage' ? '1' : old.quantity))) ??
    '1';
  const item = { ...component, quantity, pricing: own ?? component.pricing };
  const stays = isSame && keeps_period && termsOf(old) === termsOf(item);
  return {
    ...item,
    subscription_item_id: stays ? old.subscription_item_id : newId(),
    ...(old === undefined || stays ? {} : { replaces: old.subscription_item_id }),
    plan_component_id: component_id,
    has_own_price: own !== null,
  };
}

function termsOf({ kind, timing, pricing, quantity, every }: Omit<NewItem, 'subscription_item_id'>): string {
  return canonicalJson({ kind, timing, pricing, quantity: decimalText(quantity), every });
}

type Likeness = (old: CurrentItem, component: TargetComponent) => boolean;

const isFee = ({ kind }: { kind: string }) => kind === 'recurring';

/** From the surest likeness to the least sure. */
const LIKENESSES: readonly Likeness[] = [
  (old, component) => old.plan_component_id === component.component_id,
  (old, component) => component.kind === 'usage' && old.kind === 'usage' && old.meter_id === component.meter_id,
  (old, component) => isFee(old) && isFee(component) && old.name.toLowerCase() === component.name.toLowerCase(),
  (old, component) =>
    isFee(old) && isFee(component) && old.product_id !== null && old.product_id === component.product_id,
];

function pairUp(current: readonly CurrentItem[], components: readonly TargetComponent[]): Map<string, CurrentItem> {
  const pairs = new Map<string, CurrentItem>();
  const free = new Set(current);
  const open = () => components.filter(({ component_id }) => !pairs.has(component_id));
  const pair = (component: TargetComponent, old: CurrentItem) => {
    pairs.set(component.component_id, old);
    free.delete(old);
  };
  for (const likeness of LIKENESSES)
    for (const component of open()) {
      const old = [...free].find((candidate) => likeness(candidate, component));
      if (old !== undefined) pair(component, old);
    }
  const [fee, ...others] = open().filter(isFee);
  const [left, ...lefts] = [...free].filter(isFee);
  if (fee !== undefined && left !== undefined && others.length === 0 && lefts.length === 0) pair(fee, left);
  return pairs;
}
