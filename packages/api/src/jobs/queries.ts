import { BillingError } from '@revenue/billing-core/errors';
import type { Job, JobState } from '@revenue/billing-core/jobs';
import { Prisma, type Tx } from '@revenue/db/database';
import { jobs } from '@revenue/jobs/catalogue';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';

export interface JobRow {
  id: string;
  name: string;
  state: JobState;
  data: Record<string, string>;
  retry_count: number;
  retry_limit: number;
  output: unknown;
  created_on: Date;
  started_on: Date | null;
  completed_on: Date | null;
  start_after: Date;
}

/**
 * The queue's table has no row security: a job belongs to the tenant that its payload names. Jobs without one (ticks,
 * verification) are everybody's, and show nothing of anybody.
 */
export const visibleTo = (tenantId: string) =>
  Prisma.sql`(data->>'tenant_id' = ${tenantId} OR NOT (data ? 'tenant_id')) AND name IN (${Prisma.join(Object.values(jobs).map((job) => job.name))})`;

export const titleOf = (name: string): string => Object.values(jobs).find((job) => job.name === name)?.title ?? name;

/** @throws BillingError not_found for a job of another tenant as well. */
export async function findJob(tx: Tx, tenantId: string, id: string): Promise<JobRow> {
  const [row] = await tx.$queryRaw<JobRow[]>`
    SELECT id::text, name, state::text, data, retry_count, retry_limit, output, created_on, started_on, completed_on, start_after
      FROM pgboss.job WHERE id = ${id}::uuid AND ${visibleTo(tenantId)}`;
  if (row) return row;
  throw new BillingError('not_found', `There is no job ${id}.`);
}

/**
 * Who tried a job again, or took it out. The queue is changed by a connection of its own, so this is written before it:
 * an act that then failed is in the log all the same, one that happened is never missing.
 */
export async function recordJobChange(
  tx: Tx,
  ctx: OperationContext,
  type: 'job.retried' | 'job.cancelled',
  { id, name, state, data, output }: JobRow,
): Promise<void> {
  const before = { state, error: messageOf(output) };
  const after = {
    id,
    name,
    title: titleOf(name),
    state: type === 'job.retried' ? 'retry' : 'cancelled',
    payload: data,
  };
  await recordChange(tx, ctx, { type, object_type: 'job', object_id: id, before, after });
}

export function toJobView(row: JobRow): Job {
  return {
    id: row.id,
    name: row.name,
    title: titleOf(row.name),
    state: row.state,
    payload: row.data ?? {},
    attempts: row.retry_count,
    retry_limit: row.retry_limit,
    error: messageOf(row.output),
    created_at: row.created_on.toISOString(),
    started_at: row.started_on?.toISOString() ?? null,
    finished_at: row.completed_on?.toISOString() ?? null,
    next_attempt_at: row.state === 'created' || row.state === 'retry' ? row.start_after.toISOString() : null,
  };
}

/** The queue keeps the thrown error as an object; its stack stays there. */
function messageOf(output: unknown): string | null {
  if (typeof output !== 'object' || output === null) return null;
  const { message, value } = output as { message?: unknown; value?: { message?: unknown } };
  const text = message ?? value?.message;
  return typeof text === 'string' ? text : null;
}
