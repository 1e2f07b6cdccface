import { BillingError } from '@revenue/billing-core/errors';
import type { UpcomingInvoice } from '@revenue/billing-core/subscriptions';
import { listHolds } from '../billing-runs/holds/list-billing-holds.ts';
import { loadSubscriptionToBill } from '../billing-runs/load-due-subscriptions.ts';
import type { OperationContext } from '../context.ts';
import { planNextInvoices } from './plan-next-invoices.ts';

/**
 * The invoice that the billing run will make of a subscription next, by the plan of the run itself; nothing is written. Of
 * who is held back it is what the run makes once they are released.
 */
export async function getUpcomingInvoice(ctx: OperationContext, { id }: { id: string }): Promise<UpcomingInvoice> {
  return ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const subscription = await loadSubscriptionToBill(client, ctx.tenant_id, id);
    if (subscription === undefined) throw new BillingError('not_found', `There is no subscription ${id}.`);
    const { payer, customer } = subscription;
    const [held] = await listHolds(client, ctx.tenant_id, [payer.id, customer.id]);
    const [invoice] = await planNextInvoices(client, ctx.tenant_id, subscription, { count: 1, now: ctx.clock.now() });
    return { payer: { id: payer.id, name: payer.name }, invoice: invoice ?? null, held: held ?? null };
  });
}
