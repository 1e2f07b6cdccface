import type { BillingCycleDetail } from '@revenue/billing-core/billing-cycles';
import type { OperationContext } from '../context.ts';
import { updateSubscription } from '../subscriptions/update-subscription.ts';
import { getBillingCycle } from './get-billing-cycle.ts';
import { requireEnrolment } from './queries.ts';

/** Stops billing a customer for products on a cycle: the period that is billed already is its last. */
export async function endEnrolment(
  ctx: OperationContext,
  key: { id: string; customer_id: string },
): Promise<BillingCycleDetail> {
  const enrolment = await ctx.db.withTenant(ctx.tenant_id, (tx) => requireEnrolment(tx, ctx.tenant_id, key));
  await updateSubscription(ctx, { id: enrolment.id, cancel_at_period_end: true });
  return getBillingCycle(ctx, { id: key.id });
}
