import { decimalText } from '@revenue/billing-core/money';
import type { SubscriptionState } from '../../subscriptions/load-state.ts';
import type { AskedChange } from '../../subscriptions/load-target.ts';
import type { MigrationDetails } from './migration-details.ts';

/**
 * A migration of one subscription in the words of a change: the other version, each quantity and each price of its own
 * carried to the component that follows, and to no other. What was agreed with a customer stays agreed.
 */
export function migrationTerms(
  { items }: Pick<SubscriptionState, 'items'>,
  { to_version_id, when, mapping }: Pick<MigrationDetails, 'to_version_id' | 'when' | 'mapping'>,
): AskedChange {
  const followers = new Map(mapping.map(({ from_id, to_id }) => [from_id, to_id] as const));
  const followed = items.flatMap((item) => {
    const component_id = followers.get(item.plan_component_id);
    return component_id ? [{ item, component_id }] : [];
  });
  return {
    plan_version_id: to_version_id,
    when: when === 'now' ? 'now' : 'period_end',
    follows: followers,
    quantities: followed
      .filter(({ item }) => item.kind === 'recurring')
      .map(({ item, component_id }) => ({ component_id, quantity: decimalText(item.quantity) })),
    prices: followed
      .filter(({ item }) => item.has_own_price)
      .map(({ item, component_id }) => ({ component_id, pricing: item.pricing })),
  };
}
