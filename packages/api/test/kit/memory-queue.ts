import { type JobKey, jobs } from '@revenue/jobs/catalogue';
import type { Handlers, JobQueue } from '@revenue/jobs/job-queue';

export interface MemoryQueue {
  queue: JobQueue;
  /** Carries out what was left, and what that leaves, as a worker with nothing else to do would. */
  drain(handlers: Handlers): Promise<void>;
}

/** A queue for stories that move the clock of the machine: nothing waits for a worker's next second. */
export function memoryQueue(real: JobQueue): MemoryQueue {
  const waiting: { name: string; payload: unknown }[] = [];
  const queue: JobQueue = {
    ...real,
    enqueue: async (_tx, job, payload) => void waiting.push({ name: job.name, payload: job.payload.parse(payload) }),
    enqueueAll: async (_tx, job, payloads) => {
      for (const payload of payloads) waiting.push({ name: job.name, payload: job.payload.parse(payload) });
    },
  };
  const drain = async (handlers: Handlers) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, payload } = next;
      const key = (Object.keys(jobs) as JobKey[]).find((one) => jobs[one].name === name);
      if (key) await handlers[key](payload as never, { id: name, is_last: false });
    }
  };
  return { queue, drain };
}
