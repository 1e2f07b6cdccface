import { mapComponents } from '../../catalog/map-components.ts';
import { canonicalJson } from '../../invoices/canonical-json.ts';
import { decimalText } from '../../money/index.ts';
import type { RenewedComponent } from '../plan-renewal.ts';
import type { NewItem } from './change-terms.ts';

/** A component of what is changed to: of the plan or of an add-on. */
export type TargetComponent = Omit<RenewedComponent, 'subscription_item_id' | 'quantity' | 'active_from'> & {
  component_id: string;
};

/** An item as it is, and the component it is of. */
export type CurrentItem = NewItem & {
  plan_component_id: string;
  has_own_price: boolean;
  /** Of a fee once: null while it is still to be charged. */
  billed?: object | null;
};

export type TargetTerms = {
  /** By component or by the item that is there; as it was, or 1, unless given. */
  quantities: ReadonlyMap<string, string>;
  /** Instead of the price of a component; null is that of the component again. */
  prices: ReadonlyMap<string, RenewedComponent['pricing'] | null>;
  /** Periods are of the same length: what keeps its terms stays the item that it is. */
  keeps_period: boolean;
  /** Where somebody chose: which component follows which; null for one that ends. */
  follows?: ReadonlyMap<string, string | null>;
  /** Whether fees once are charged that this one has not been charged; they are for who begins, unless it is said. */
  set_up_fees?: boolean;
  newId: () => string;
};

export type TargetItem = NewItem & { plan_component_id: string; has_own_price: boolean };

/**
 * The items that a subscription shall have, each with whom it replaces. An item whose component and terms stay is the same
 * one; every other gets a new id, so that an item has one charge for a service start. What replaces what is said by
 * `follows`, and else by `mapComponents`. A fee once that is still to be charged gives way to the one that follows it; one that
 * is new, or follows one that was charged, comes only where it is asked for.
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
  const predecessors = pairUp(current, components, terms.follows ?? new Map());
  return components.flatMap((component) => {
    const old = predecessors.get(component.component_id);
    if (component.kind !== 'one_time' || old?.plan_component_id === component.component_id)
      return [toItem(component, old, terms)];
    if (old?.billed === null) return [toItem(component, old, terms)];
    return terms.set_up_fees === true ? [toItem(component, undefined, terms)] : [];
  });
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
  const stays = isSame && (keeps_period || item.kind === 'one_time') && termsOf(old) === termsOf(item);
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

/** Who stays on a component is on that one; the others follow as `mapComponents` says, or as it was chosen. */
function pairUp(
  current: readonly CurrentItem[],
  components: readonly TargetComponent[],
  follows: ReadonlyMap<string, string | null>,
): Map<string, CurrentItem> {
  const known = new Set(components.map(({ component_id }) => component_id));
  const follower = ({ plan_component_id: id }: CurrentItem) =>
    follows.has(id) ? follows.get(id) : known.has(id) ? id : undefined;
  const pairs = new Map<string, CurrentItem>();
  for (const item of current) {
    const component_id = follower(item);
    if (component_id) pairs.set(component_id, item);
  }
  const left = current.filter((item) => follower(item) === undefined);
  const open = components.filter(({ component_id }) => !pairs.has(component_id));
  const mapping = mapComponents(
    left.map((item) => ({ ...item, id: item.plan_component_id })),
    open.map((component) => ({ ...component, id: component.component_id })),
  );
  for (const { from_id, to_id } of mapping) {
    const item = left.find(({ plan_component_id }) => plan_component_id === from_id);
    if (item !== undefined && to_id !== null) pairs.set(to_id, item);
  }
  return pairs;
}
