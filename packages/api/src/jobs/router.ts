import { Job, JobQueueSummary, JobReference, ListJobs } from '@revenue/billing-core/jobs';
import { z } from 'zod';
import { adminProcedure, router, viewerProcedure } from '../trpc.ts';
import { cancelJob } from './cancel-job.ts';
import { listJobQueues } from './list-job-queues.ts';
import { listJobs } from './list-jobs.ts';
import { retryJob } from './retry-job.ts';

const tags = ['jobs'];

export const jobsRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/jobs', tags, summary: 'List jobs' } })
    .input(ListJobs)
    .output(z.object({ data: z.array(Job) }))
    .query(({ ctx, input }) => listJobs(ctx, input)),
  queues: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/job-queues', tags, summary: 'List job queues and their schedules' } })
    .input(z.strictObject({}))
    .output(z.object({ data: z.array(JobQueueSummary) }))
    .query(({ ctx }) => listJobQueues(ctx)),
  retry: adminProcedure
    .meta({ openapi: { method: 'POST', path: '/jobs/{id}/retry', tags, summary: 'Try a failed job again' } })
    .input(JobReference)
    .output(Job)
    .mutation(({ ctx, input }) => retryJob(ctx, input)),
  cancel: adminProcedure
    .meta({ openapi: { method: 'POST', path: '/jobs/{id}/cancel', tags, summary: 'Cancel a waiting job' } })
    .input(JobReference)
    .output(Job)
    .mutation(({ ctx, input }) => cancelJob(ctx, input)),
});
