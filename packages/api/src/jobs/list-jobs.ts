import type { Job, ListJobs } from '@revenue/billing-core/jobs';
import { Prisma } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { type JobRow, toJobView, visibleTo } from './queries.ts';

/** The newest jobs of the tenant, whatever became of them. */
export async function listJobs(ctx: OperationContext, { name, state, limit }: ListJobs): Promise<{ data: Job[] }> {
  const rows = await ctx.db.withSystem(
    'the job queue is one for all tenants',
    (tx) =>
      tx.$queryRaw<JobRow[]>`
      SELECT id::text, name, state::text, data, retry_count, retry_limit, output, created_on, started_on, completed_on, start_after
        FROM pgboss.job
       WHERE ${visibleTo(ctx.tenant_id)}
         ${name ? Prisma.sql`AND name = ${name}` : Prisma.empty}
         ${state ? Prisma.sql`AND state::text = ${state}` : Prisma.empty}
       ORDER BY created_on DESC, id DESC LIMIT ${limit}`,
  );
  return { data: rows.map(toJobView) };
}
