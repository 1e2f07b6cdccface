import { BillingError } from '@revenue/billing-core/errors';
import type { Job, JobReference } from '@revenue/billing-core/jobs';
import type { OperationContext } from '../context.ts';
import { findJob, toJobView } from './queries.ts';

const REASON = 'the job queue is one for all tenants';

/** Takes a waiting job out of its queue. One that is being worked on is left to end. */
export async function cancelJob(ctx: OperationContext, { id }: JobReference): Promise<Job> {
  const job = await ctx.db.withSystem(REASON, (tx) => findJob(tx, ctx.tenant_id, id));
  if (job.state !== 'created' && job.state !== 'retry') {
    throw new BillingError('illegal_transition', `The job is ${job.state}; only a waiting job can be cancelled.`);
  }
  await ctx.jobs.cancel(job.name, id);
  return toJobView(await ctx.db.withSystem(REASON, (tx) => findJob(tx, ctx.tenant_id, id)));
}
