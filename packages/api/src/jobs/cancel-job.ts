import { BillingError } from '@revenue/billing-core/errors';
import type { Job, JobReference } from '@revenue/billing-core/jobs';
import { advanceTestClock, executeBillingRun, sendMail } from '@revenue/jobs/catalogue';
import { failBillingRun } from '../billing-runs/execute-billing-run.ts';
import type { OperationContext } from '../context.ts';
import { cancelLocked } from '../mails/cancel-mail.ts';
import { lockMail } from '../mails/queries.ts';
import { endAdvance } from '../test-clocks/end-advance.ts';
import { findJob, recordJobChange, toJobView } from './queries.ts';

const REASON = 'the job queue is one for all tenants';

/**
 * Takes a waiting job out of its queue. One that is being worked on is left to end, and what the server does for all
 * tenants is nobody's to cancel. A billing run whose job is cancelled says so, instead of waiting for ever, and so
 * do a mail and the advance of a test clock.
 */
export async function cancelJob(ctx: OperationContext, { id }: JobReference): Promise<Job> {
  const job = await ctx.db.withSystem(REASON, (tx) => findJob(tx, ctx.tenant_id, id));
  if (job.state !== 'created' && job.state !== 'retry') {
    throw new BillingError('illegal_transition', `The job is ${job.state}; only a waiting job can be canceled.`);
  }
  if (job.data.tenant_id !== ctx.tenant_id) {
    throw new BillingError(
      'role_too_low',
      'This job works for every tenant of the server; it cannot be canceled here.',
    );
  }
  await ctx.db.withTenant(ctx.tenant_id, (tx) => recordJobChange(tx, ctx, 'job.cancelled', job));
  await ctx.jobs.cancel(job.name, id);
  if (job.name === executeBillingRun.name) {
    await failBillingRun(ctx, String(job.data.billing_run_id), 'Its job was cancelled; start another run.');
  }
  if (job.name === sendMail.name) await cancelMailOf(ctx, String(job.data.mail_id));
  if (job.name === advanceTestClock.name) await stopAdvanceOf(ctx, String(job.data.advance_id));
  return toJobView(await ctx.db.withSystem(REASON, (tx) => findJob(tx, ctx.tenant_id, id)));
}

function stopAdvanceOf(ctx: OperationContext, advance_id: string): Promise<void> {
  return endAdvance(ctx, { tenant_id: ctx.tenant_id, advance_id }, { status: 'stopped' }, ctx.actor);
}

async function cancelMailOf(ctx: OperationContext, mailId: string): Promise<void> {
  await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const mail = await lockMail(tx, ctx.tenant_id, mailId);
    if (mail.status === 'queued' || mail.status === 'sending')
      await cancelLocked(tx, ctx, mail, 'Its job was cancelled.');
  });
}
