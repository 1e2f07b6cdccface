import { BillingError } from '@revenue/billing-core/errors';
import type { Prisma } from '@revenue/db/database';

/** What is read of the item that bills the meter. */
export const meterHolder = {
  component: { include: { meter: true } },
  subscription: { include: { plan_version: { include: { plan: true } } } },
} satisfies Prisma.SubscriptionItemInclude;

type MeterHolder = Prisma.SubscriptionItemGetPayload<{ include: typeof meterHolder }>;

/** Which subscription of the customer bills the meter already, and what can be done. */
export function meterInUse(customer: string, { component, subscription }: MeterHolder): BillingError {
  const { plan } = subscription.plan_version;
  const sentence = `${customer} is subscribed to "${plan.name}" (${subscription.id}), which bills the meter "${component.meter?.code}" already; its usage would be billed twice. Change or cancel that subscription, or choose a plan without the meter.`;
  const message = `bills a meter that subscription ${subscription.id} bills`;
  return new BillingError('meter_in_use', sentence, { errors: [{ path: 'plan_id', message }] });
}
