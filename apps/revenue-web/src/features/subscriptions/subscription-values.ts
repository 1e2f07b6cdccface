import type { Plan } from '@revenue/billing-core/catalog';
import type { CreateSubscription } from '@revenue/billing-core/subscriptions';
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
};

export const newSubscription = (customerId: string | undefined, planId: string | undefined): SubscriptionValues => ({
  customer_id: customerId ?? '',
  plan_id: planId ?? '',
  billing_cycle_id: '',
  start_date: '',
  anchor_date: '',
  external_id: '',
  quantities: {},
});

export type SubscriptionFormState = UseFormReturn<SubscriptionValues, unknown, CreateSubscription>;

/** Recurring components whose price depends on how many there are: seats, licences. */
export function quantityComponents(plan: Plan | undefined) {
  return (
    plan?.latest_version.components.filter(({ kind, pricing }) => kind === 'recurring' && pricing.model !== 'flat') ??
    []
  );
}

export function sentSubscription({ quantities, ...rest }: SubscriptionValues) {
  const given = Object.entries(quantities).filter(([, quantity]) => quantity?.trim());
  return {
    ...rest,
    quantities: given.map(([component_id, quantity]) => ({ component_id, quantity: quantity.trim() })),
  };
}
