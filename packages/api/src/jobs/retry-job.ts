import { BillingError } from '@revenue/billing-core/errors';
import type { Job, JobReference } from '@revenue/billing-core/jobs';
import type { OperationContext } from '../context.ts';
import { findJob, recordJobChange, toJobView } from './queries.ts';

const REASON = 'the job queue is one for all tenants';

/** Puts a failed job back in its queue. Jobs may run twice, so trying again does no harm. */
export async function retryJob(ctx: OperationContext, { id }: JobReference): Promise<Job> {
  const job = await ctx.db.withSystem(REASON, (tx) => findJob(tx, ctx.tenant_id, id));
  if (job.state !== 'failed') {
    throw new BillingError('illegal_transition', `The job is ${job.state}; only a failed job can be tried again.`);
  }
  await ctx.db.withTenant(ctx.tenant_id, (tx) => recordJobChange(tx, ctx, 'job.retried', job));
  await ctx.jobs.retry(job.name, id);
  return toJobView(await ctx.db.withSystem(REASON, (tx) => findJob(tx, ctx.tenant_id, id)));
}
