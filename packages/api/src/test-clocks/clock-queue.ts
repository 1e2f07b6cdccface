import type { Clock } from '@revenue/billing-core/time';
import { newId } from '@revenue/db/ids';
import type { JobQueue, SqlClient } from '@revenue/jobs/job-queue';
import { sqlClientOf } from '../sql-client-of.ts';

/** `takeLeft` says whether anything was left since it was last asked. */
export type ClockQueue = JobQueue & { takeLeft(): boolean };

/**
 * The queue of a clock that is being advanced: what is left for later is kept with the change that causes it, as ever, and
 * carried out before the clock moves on, not by a worker that comes when the time is another already.
 */
export function clockQueue(real: JobQueue, tenant_id: string, clock: Clock): ClockQueue {
  let left = false;
  const keep = async (tx: Parameters<JobQueue['enqueue']>[0], name: string, payloads: readonly unknown[]) => {
    if (payloads.length === 0) return;
    left = true;
    const now = clock.now();
    const rows = payloads.map((payload) => ({ id: newId(now), payload }));
    const client = 'query' in tx ? (tx as SqlClient) : sqlClientOf(tx);
    await client.query(
      `INSERT INTO test_clock_jobs (tenant_id, id, name, payload, created_at)
       SELECT $1::uuid, (j->>'id')::uuid, $2::text, j->'payload', $3::timestamptz FROM jsonb_array_elements($4::jsonb) j`,
      [tenant_id, name, now, JSON.stringify(rows)],
    );
  };
  const takeLeft = () => {
    const was = left;
    left = false;
    return was;
  };
  return {
    ...real,
    takeLeft,
    enqueue: (tx, job, payload) => keep(tx, job.name, [job.payload.parse(payload)]),
    enqueueAll: (tx, job, payloads) =>
      keep(
        tx,
        job.name,
        payloads.map((payload) => job.payload.parse(payload)),
      ),
  };
}
