import type { Subscription } from '@revenue/billing-core/subscriptions';
import type { OperationContext } from '../context.ts';
import { loadSubscription } from './queries.ts';
import { toSubscriptionView } from './view.ts';

export async function getSubscription(ctx: OperationContext, { id }: { id: string }): Promise<Subscription> {
  return toSubscriptionView(await ctx.db.withTenant(ctx.tenant_id, (tx) => loadSubscription(tx, ctx.tenant_id, id)));
}
