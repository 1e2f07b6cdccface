import { BillingError } from '@revenue/billing-core/errors';
import type { Tx } from '@revenue/db/database';
import { type SubscriptionRow, subscriptionInclude } from './view.ts';

/** @throws BillingError not_found, for the id of another tenant as well. */
export async function loadSubscription(tx: Tx, tenant_id: string, id: string): Promise<SubscriptionRow> {
  const row = await tx.subscription.findUnique({
    where: { tenant_id_id: { tenant_id, id } },
    include: subscriptionInclude,
  });
  if (row) return row;
  throw new BillingError('not_found', `There is no subscription ${id}.`);
}
