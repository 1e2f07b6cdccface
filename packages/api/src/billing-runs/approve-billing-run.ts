import type { BillingRun } from '@revenue/billing-core/billing-runs';
import { executeBillingRun as executeBillingRunJob } from '@revenue/jobs/catalogue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { getBillingRun } from './get-billing-run.ts';
import { lockWaitingRun } from './lock-waiting-run.ts';

/**
 * Lets a run go ahead that waited for it. It bills what was due at its instant, as its preview shows.
 *
 * @throws BillingError not_found; illegal_transition where it does not wait
 */
export async function approveBillingRun(ctx: OperationContext, { id }: { id: string }): Promise<BillingRun> {
  await ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    await lockWaitingRun(client, ctx.tenant_id, id);
    const now = ctx.clock.now();
    await client.query(
      `UPDATE billing_runs SET status = 'pending', approved_by = $3, approved_at = $4 WHERE tenant_id = $1 AND id = $2`,
      [ctx.tenant_id, id, ctx.actor.name, now],
    );
    const before = { id, status: 'awaiting_approval' };
    const after = { id, status: 'pending', approved_by: ctx.actor.name };
    await writeChanges(client, ctx, [
      { type: 'billing_run.approved', object_type: 'billing_run', object_id: id, before, after },
    ]);
    await ctx.jobs.enqueue(client, executeBillingRunJob, { tenant_id: ctx.tenant_id, billing_run_id: id });
  });
  return getBillingRun(ctx, { id });
}
