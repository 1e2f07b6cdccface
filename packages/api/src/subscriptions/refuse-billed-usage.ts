import { BillingError } from '@revenue/billing-core/errors';
import type { TargetComponent } from '@revenue/billing-core/subscriptions';
import type { LocalDate } from '@revenue/billing-core/time';
import { fromDbDate, toDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { SubscriptionState } from './load-state.ts';

/** Meters that a change brings: those that no item has now. */
export function freshMeters({ items }: SubscriptionState, components: readonly TargetComponent[]): string[] {
  const present = new Set(items.flatMap(({ meter_id }) => meter_id ?? []));
  return components.flatMap(({ meter_id }) => meter_id ?? []).filter((meter) => !present.has(meter));
}

/**
 * Its usage would be billed twice: a former subscription has billed a meter beyond the day on which a change brings it.
 *
 * @throws BillingError meter_in_use
 */
export async function refuseBilledUsage(
  tx: Tx,
  tenant_id: string,
  { id, customer }: SubscriptionState,
  { meters, from, path }: { meters: string[]; from: LocalDate; path: string },
): Promise<void> {
  if (meters.length === 0) return;
  const line = await tx.invoiceItem.findFirst({
    where: {
      ...{ tenant_id, released_at: null, service_end: { gt: toDbDate(from) }, invoice: { status: { not: 'void' } } },
      subscription_item: {
        ...{ component: { meter_id: { in: meters } } },
        subscription: { customer_id: customer.id, id: { not: id } },
      },
    },
    select: { service_end: true, subscription_item: { select: { component: { select: { meter: true } } } } },
    orderBy: { service_end: 'desc' },
  });
  if (!line?.service_end) return;
  const code = line.subscription_item?.component.meter?.code;
  const end = fromDbDate(line.service_end);
  const sentence = `A former subscription of ${customer.name} has billed the meter "${code}" up to ${end}; make the change on that day or later.`;
  throw new BillingError('meter_in_use', sentence, {
    errors: [{ path, message: `bills a meter that is billed up to ${end}` }],
  });
}
