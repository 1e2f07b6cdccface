import type { Tx } from '@revenue/db/database';
import { fromPrisma, type JobWithMetadata, PgBoss } from 'pg-boss';
import { type JobKey, jobs, type PayloadOf } from './catalogue.ts';
import type { JobContract } from './define-job.ts';
import { schedules } from './schedules.ts';

export interface EnqueueOptions {
  /** Not before this instant. */
  start_after?: Date;
  /** At most one job with this key is waiting or running; a second is dropped. */
  singleton_key?: string;
}

/** What a set-based transaction offers: a bare pg client. */
export interface SqlClient {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

export type JobAttempt = {
  id: string;
  /** A failure now is final. */
  is_last: boolean;
};

export type Handlers = { [Key in JobKey]: (payload: PayloadOf<Key>, job: JobAttempt) => Promise<void> };

export interface WorkOptions {
  concurrency?: number;
  /** false leaves the clock's own jobs out: a browser test must not be billed by the hour it happens to run in. */
  schedules?: boolean;
}

export interface JobQueue {
  /**
   * Adds a job in the transaction of the change that causes it: it exists if, and only if, the change does.
   * The payload is checked against the job's schema.
   */
  enqueue<Payload>(
    tx: Tx | SqlClient,
    job: JobContract<string, Payload>,
    payload: Payload,
    options?: EnqueueOptions,
  ): Promise<void>;
  /** The same for many jobs of one kind, in one statement. */
  enqueueAll<Payload>(
    tx: Tx | SqlClient,
    job: JobContract<string, Payload>,
    payloads: readonly Payload[],
  ): Promise<void>;
  /** Starts fetching jobs and keeping the schedules. Called once, by a process in worker mode. */
  work(handlers: Handlers, options?: WorkOptions): Promise<void>;
  /** Puts a failed job back, or takes a waiting one out. */
  retry(name: string, id: string): Promise<void>;
  cancel(name: string, id: string): Promise<void>;
  /** Waits for running jobs, at most `timeout_seconds`, then lets go. */
  stop(timeout_seconds?: number): Promise<void>;
}

interface QueueOptions {
  /** Connection of the system role. */
  systemUrl: string;
  /** Told of every error outside a job: a lost database above all. The queue reconnects by itself. */
  onError: (error: Error) => void;
}

/** Opens the queue for enqueueing; `work` makes the process a worker. */
export async function openJobQueue({ systemUrl, onError }: QueueOptions): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: systemUrl,
    application_name: 'revenue jobs',
    max: 4,
    // The tables come with our own migrations, and the system role may not create any.
    migrate: false,
    createSchema: false,
    reindex: false,
    supervise: false,
    schedule: false,
  });
  // Without a listener the first lost connection would end the process.
  boss.on('error', onError);
  await boss.start();
  await ensureQueues(boss);

  let worker: PgBoss | undefined;
  return {
    enqueue: async (tx, job, payload, options = {}) => {
      await boss.send(job.name, job.payload.parse(payload) as object, {
        db: databaseOf(tx),
        ...(options.start_after ? { startAfter: options.start_after } : {}),
        ...(options.singleton_key ? { singletonKey: options.singleton_key } : {}),
      });
    },
    enqueueAll: async (tx, job, payloads) => {
      if (payloads.length === 0) return;
      const rows = payloads.map((payload) => ({ data: job.payload.parse(payload) as object }));
      await boss.insert(job.name, rows, { db: databaseOf(tx) });
    },
    work: async (handlers, options = {}) => {
      worker = await startWorker({ systemUrl, onError }, handlers, options);
    },
    retry: async (name, id) => {
      await boss.retry(name, id);
    },
    cancel: async (name, id) => {
      await boss.cancel(name, id);
    },
    stop: async (timeout_seconds = 20) => {
      await worker?.stop({ graceful: true, timeout: timeout_seconds * 1000 });
      await boss.stop({ graceful: false });
    },
  };
}

function databaseOf(tx: Tx | SqlClient) {
  return isSqlClient(tx)
    ? { executeSql: (text: string, values?: unknown[]) => tx.query(text, values) }
    : fromPrisma(tx);
}

function isSqlClient(tx: Tx | SqlClient): tx is SqlClient {
  return 'query' in tx && typeof tx.query === 'function';
}

async function ensureQueues(boss: PgBoss): Promise<void> {
  for (const { name, queue } of Object.values(jobs)) {
    const policy = {
      retryLimit: queue.retry_limit,
      retryDelay: queue.retry_delay_seconds,
      retryBackoff: true,
      ...(queue.retry_delay_max_seconds === undefined ? {} : { retryDelayMax: queue.retry_delay_max_seconds }),
      expireInSeconds: queue.expire_seconds,
      ...(queue.heartbeat_seconds === undefined ? {} : { heartbeatSeconds: queue.heartbeat_seconds }),
      // Finished jobs stay a week for whoever asks what happened.
      deleteAfterSeconds: 7 * 24 * 3600,
    };
    if (await boss.getQueue(name)) await boss.updateQueue(name, policy);
    else await boss.createQueue(name, policy);
  }
}

async function startWorker(options: QueueOptions, handlers: Handlers, work: WorkOptions): Promise<PgBoss> {
  const { concurrency = 2, schedules: keepsSchedules = true } = work;
  const worker = new PgBoss({
    connectionString: options.systemUrl,
    application_name: 'revenue worker',
    max: 6,
    migrate: false,
    createSchema: false,
    reindex: false,
  });
  worker.on('error', options.onError);
  await worker.start();
  for (const { job, cron } of keepsSchedules ? schedules : []) await worker.schedule(job.name, cron, {}, { tz: 'UTC' });
  for (const key of Object.keys(jobs) as JobKey[]) {
    await worker.work(
      jobs[key].name,
      { pollingIntervalSeconds: 1, batchSize: 1, localConcurrency: concurrency, includeMetadata: true },
      (batch: JobWithMetadata<object>[]) => runBatch(key, handlers, batch),
    );
  }
  return worker;
}

/** Batches hold one job, so an error fails just that job. */
async function runBatch<Key extends JobKey>(
  key: Key,
  handlers: Handlers,
  batch: JobWithMetadata<object>[],
): Promise<void> {
  for (const job of batch) {
    const payload = jobs[key].payload.parse(job.data) as PayloadOf<Key>;
    await handlers[key](payload, { id: job.id, is_last: job.retryCount >= job.retryLimit });
  }
}
