import type { BillingRun, StartBillingRun } from '@revenue/billing-core/billing-runs';
import { BillingError } from '@revenue/billing-core/errors';
import { newId } from '@revenue/db/ids';
import { executeBillingRun as executeBillingRunJob } from '@revenue/jobs/catalogue';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { getBillingRun } from './get-billing-run.ts';
import { listHolds } from './holds/list-billing-holds.ts';
import { countDue, type RunCovers, type RunScope } from './load-due-subscriptions.ts';
import { needsApproval } from './needs-approval.ts';
import { resolveAsOf } from './resolve-as-of.ts';

/**
 * Makes a billing run and hands it to the worker, or lets it wait where it needs an approval. Its instant is fixed here
 * and travels with it. A second run of the same instant finds nothing due and bills nothing.
 *
 * @throws BillingError validation_failed for a time to come, unless it is meant; illegal_transition for a customer who is
 * held back
 */
export async function startBillingRun(
  ctx: OperationContext,
  input: StartBillingRun,
  { trigger, covers }: { trigger: RunScope['trigger']; covers: RunCovers } = {
    trigger: 'manual',
    covers: 'everything',
  },
): Promise<BillingRun> {
  const as_of = await resolveAsOf(ctx, input, { allowFuture: input.allow_future });
  const now = ctx.clock.now();
  const id = newId(now);
  const scope: RunScope = { as_of, customer_id: input.customer_id ?? null, covers, trigger };
  await ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    if (scope.customer_id) await refuseUnbillable(client, ctx.tenant_id, scope.customer_id);
    const due = await countDue(client, ctx.tenant_id, scope);
    const status = due > 0 && (await needsApproval(client, ctx.tenant_id, scope)) ? 'awaiting_approval' : 'pending';
    await client.query(
      `INSERT INTO billing_runs (tenant_id, id, as_of, status, trigger, covers, customer_id, subscriptions_total, requested_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [ctx.tenant_id, id, as_of, status, trigger, covers, scope.customer_id, due, ctx.actor.name, now],
    );
    const after = { id, ...scope, status, subscriptions_total: due };
    await writeChanges(client, ctx, [
      { type: 'billing_run.created', object_type: 'billing_run', object_id: id, after },
    ]);
    if (status === 'awaiting_approval') return;
    await ctx.jobs.enqueue(client, executeBillingRunJob, { tenant_id: ctx.tenant_id, billing_run_id: id });
  });
  return getBillingRun(ctx, { id });
}

async function refuseUnbillable(client: SqlClient, tenantId: string, customerId: string): Promise<void> {
  const { rows } = await client.query('SELECT id FROM customers WHERE tenant_id = $1 AND id = $2', [
    tenantId,
    customerId,
  ]);
  if (rows.length === 0) {
    throw new BillingError('not_found', `There is no customer ${customerId}.`, {
      errors: [{ path: 'customer_id', message: 'is unknown' }],
    });
  }
  const [hold] = await listHolds(client, tenantId, [customerId]);
  if (!hold) return;
  throw new BillingError(
    'illegal_transition',
    `${hold.customer_name} is held back by ${hold.held_by} (${hold.reason}); release the customer, then bill.`,
    { errors: [{ path: 'customer_id', message: 'is held back; release it first' }] },
  );
}
