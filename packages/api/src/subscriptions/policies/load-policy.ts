import { DEFAULT_SUBSCRIPTION_POLICY, SubscriptionPolicy } from '@revenue/billing-core/subscriptions';
import type { Tx } from '@revenue/db/database';

/** The policy of a tenant; version 0 is that of one who has said nothing. */
export async function loadPolicy(tx: Tx, tenant_id: string): Promise<SubscriptionPolicy> {
  const row = await tx.subscriptionPolicy.findUnique({ where: { tenant_id } });
  return row === null ? { ...DEFAULT_SUBSCRIPTION_POLICY, version: 0 } : SubscriptionPolicy.parse(row);
}
