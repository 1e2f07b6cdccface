import type { z } from 'zod';

/** How a queue treats its jobs. Durations in seconds. */
export interface QueuePolicy {
  /** How often a failed job is tried again before it stays failed. */
  retry_limit: number;
  /** Wait before the first retry; doubles with each further one. */
  retry_delay_seconds: number;
  /** No wait is longer than this. */
  retry_delay_max_seconds?: number;
  /** A job that runs longer is taken for dead and tried again. */
  expire_seconds: number;
  /** A worker that gives no sign of life for so long is taken for dead, long before `expire_seconds`. */
  heartbeat_seconds?: number;
}

/** What a job is called, what it carries and how it is retried. The handler lives in the server. */
export interface JobContract<Name extends string = string, Payload = unknown> {
  name: Name;
  /** What the jobs page calls it. */
  title: string;
  payload: z.ZodType<Payload>;
  queue: QueuePolicy;
}

const DEFAULT_POLICY: QueuePolicy = {
  retry_limit: 5,
  retry_delay_seconds: 10,
  expire_seconds: 15 * 60,
  heartbeat_seconds: 60,
};

/**
 * Declares a job.
 *
 * @example
 * const sendMail = defineJob({ name: 'mail.send', title: 'Send mail', payload: z.object({ mail_id: z.uuid() }) });
 */
export function defineJob<const Name extends string, Payload>(
  contract: Omit<JobContract<Name, Payload>, 'queue'> & { queue?: Partial<QueuePolicy> },
): JobContract<Name, Payload> {
  return { ...contract, queue: { ...DEFAULT_POLICY, ...contract.queue } };
}
