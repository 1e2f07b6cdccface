import { z } from 'zod';
import { Instant } from '../wire/index.ts';

export const JobState = z.enum(['created', 'retry', 'active', 'completed', 'cancelled', 'failed']);
export type JobState = z.infer<typeof JobState>;

export const Job = z.object({
  id: z.uuid(),
  name: z.string(),
  title: z.string().describe('What the job does, in words.'),
  state: JobState,
  payload: z.record(z.string(), z.json()),
  attempts: z.number().int().describe('How often it was tried again.'),
  retry_limit: z.number().int(),
  error: z.string().nullable().describe('Why the last attempt failed.'),
  created_at: Instant,
  started_at: Instant.nullable(),
  finished_at: Instant.nullable(),
  next_attempt_at: Instant.nullable(),
});
export type Job = z.infer<typeof Job>;

export const JobQueueSummary = z.object({
  name: z.string(),
  title: z.string(),
  waiting: z.number().int(),
  active: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  schedule: z.string().nullable().describe('Cron expression in UTC; null for jobs that only follow a change.'),
});
export type JobQueueSummary = z.infer<typeof JobQueueSummary>;

export const ListJobs = z.strictObject({
  name: z.string().max(100).optional(),
  state: JobState.optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListJobs = z.output<typeof ListJobs>;

export const JobReference = z.strictObject({ id: z.uuid() });
export type JobReference = z.output<typeof JobReference>;
