import type { CreateSubscription, SubscriptionPreview } from '@revenue/billing-core/subscriptions';
import { loadSubscriptionToBill } from '../billing-runs/load-due-subscriptions.ts';
import type { OperationContext } from '../context.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { makeSubscription } from './create-subscription.ts';
import { planNextInvoices } from './plan-next-invoices.ts';
import { takeBack } from './take-back.ts';

/**
 * A subscription as it would be, with its first two invoices. It is made by the operation that makes subscriptions and
 * billed by the plan of the billing run, in a transaction that is taken back: whatever a subscription may be told one
 * day, its preview knows it, and refuses what would be refused.
 *
 * @throws BillingError as `createSubscription`
 */
export async function previewSubscription(
  ctx: OperationContext,
  input: CreateSubscription,
): Promise<SubscriptionPreview> {
  return takeBack(ctx, async (tx) => {
    const { id, version: _, created_at: __, updated_at: ___, ...subscription } = await makeSubscription(tx, ctx, input);
    const client = sqlClientOf(tx);
    const made = await loadSubscriptionToBill(client, ctx.tenant_id, id);
    if (made === undefined) throw new Error(`subscription ${id} was made and is not there`);
    const { payer } = made;
    const invoices = await planNextInvoices(client, ctx.tenant_id, made, { count: 2, now: ctx.clock.now() });
    return { subscription, payer: { id: payer.id, name: payer.name }, invoices };
  });
}
