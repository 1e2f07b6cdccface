import type { BillingRun } from '@revenue/billing-core/billing-runs';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { getBillingRun } from './get-billing-run.ts';
import { lockWaitingRun } from './lock-waiting-run.ts';

/**
 * Takes back a run that waits for approval. What is due stays due: a run by hand bills it, and the tick leaves it out until
 * its subscription is changed, its next period is due, or something else falls due and a run is made anyway.
 *
 * @throws BillingError not_found; illegal_transition where it does not wait
 */
export async function cancelBillingRun(ctx: OperationContext, { id }: { id: string }): Promise<BillingRun> {
  await ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    await lockWaitingRun(client, ctx.tenant_id, id);
    await client.query(
      `UPDATE billing_runs SET status = 'canceled', finished_at = $3 WHERE tenant_id = $1 AND id = $2`,
      [ctx.tenant_id, id, ctx.clock.now()],
    );
    const before = { id, status: 'awaiting_approval' };
    const after = { id, status: 'canceled', canceled_by: ctx.actor.name };
    await writeChanges(client, ctx, [
      { type: 'billing_run.canceled', object_type: 'billing_run', object_id: id, before, after },
    ]);
  });
  return getBillingRun(ctx, { id });
}
