import type { SubscriptionPolicy } from '@revenue/billing-core/subscriptions';
import type { OperationContext } from '../../context.ts';
import { loadPolicy } from './load-policy.ts';

export async function getPolicy(ctx: OperationContext): Promise<SubscriptionPolicy> {
  return ctx.db.withTenant(ctx.tenant_id, (tx) => loadPolicy(tx, ctx.tenant_id));
}
