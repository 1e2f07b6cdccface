import { BillingError } from '@revenue/billing-core/errors';
import type { Job, JobReference } from '@revenue/billing-core/jobs';
import { executeBillingRun } from '@revenue/jobs/catalogue';
import { failBillingRun } from '../billing-runs/execute-billing-run.ts';
import type { OperationContext } from '../context.ts';
import { findJob, toJobView } from './queries.ts';

const REASON = 'the job queue is one for all tenants';

/**
 * Takes a waiting job out of its queue. One that is being worked on is left to end, and what the server does for all
 * tenants is nobody's to cancel. A billing run whose job is cancelled says so, instead of waiting for ever.
 */
export async function cancelJob(ctx: OperationContext, { id }: JobReference): Promise<Job> {
  const job = await ctx.db.withSystem(REASON, (tx) => findJob(tx, ctx.tenant_id, id));
  if (job.state !== 'created' && job.state !== 'retry') {
    throw new BillingError('illegal_transition', `The job is ${job.state}; only a waiting job can be cancelled.`);
  }
  if (job.data.tenant_id !== ctx.tenant_id) {
    throw new BillingError(
      'role_too_low',
      'This job works for every tenant of the server; it cannot be cancelled here.',
    );
  }
  await ctx.jobs.cancel(job.name, id);
  if (job.name === executeBillingRun.name) {
    await failBillingRun(ctx, String(job.data.billing_run_id), 'Its job was cancelled; start another run.');
  }
  return toJobView(await ctx.db.withSystem(REASON, (tx) => findJob(tx, ctx.tenant_id, id)));
}
