import type { BillingRun, StartBillingRun } from '@revenue/billing-core/billing-runs';
import { newId } from '@revenue/db/ids';
import { executeBillingRun as executeBillingRunJob } from '@revenue/jobs/catalogue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { getBillingRun } from './get-billing-run.ts';
import { countDue } from './load-due-subscriptions.ts';
import { resolveAsOf } from './resolve-as-of.ts';

/**
 * Makes a billing run and hands it to the worker. Its instant is fixed here and travels with it. A second run of the
 * same instant finds nothing due and bills nothing.
 *
 * @throws BillingError validation_failed for a time to come, unless it is meant
 */
export async function startBillingRun(
  ctx: OperationContext,
  input: StartBillingRun,
  trigger: 'manual' | 'schedule' = 'manual',
): Promise<BillingRun> {
  const as_of = await resolveAsOf(ctx, input, { allowFuture: input.allow_future });
  const now = ctx.clock.now();
  const id = newId(now);
  const scope = { as_of, customer_id: input.customer_id ?? null };
  await ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const due = await countDue(client, ctx.tenant_id, scope);
    await client.query(
      `INSERT INTO billing_runs (tenant_id, id, as_of, status, trigger, customer_id, subscriptions_total, requested_by, created_at)
       VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, $8)`,
      [ctx.tenant_id, id, as_of, trigger, scope.customer_id, due, ctx.actor.name, now],
    );
    const after = { id, ...scope, trigger, subscriptions_total: due };
    await writeChanges(client, ctx, [
      { type: 'billing_run.created', object_type: 'billing_run', object_id: id, after },
    ]);
    await ctx.jobs.enqueue(client, executeBillingRunJob, { tenant_id: ctx.tenant_id, billing_run_id: id });
  });
  return getBillingRun(ctx, { id });
}
