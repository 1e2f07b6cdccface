import type { JobQueueSummary } from '@revenue/billing-core/jobs';
import { jobs } from '@revenue/jobs/catalogue';
import { schedules } from '@revenue/jobs/schedules';
import type { OperationContext } from '../context.ts';
import { visibleTo } from './queries.ts';

/** Every kind of job with its schedule and how many of the tenant's stand where. */
export async function listJobQueues(ctx: OperationContext): Promise<{ data: JobQueueSummary[] }> {
  const rows = await ctx.db.withSystem(
    'the job queue is one for all tenants',
    (tx) =>
      tx.$queryRaw<{ name: string; state: string; count: number }[]>`
      SELECT name, state::text, count(*)::int AS count FROM pgboss.job WHERE ${visibleTo(ctx.tenant_id)} GROUP BY name, state`,
  );
  const count = (name: string, ...states: string[]) =>
    rows.filter((row) => row.name === name && states.includes(row.state)).reduce((sum, row) => sum + row.count, 0);
  return {
    data: Object.values(jobs).map(({ name, title }) => ({
      name,
      title,
      waiting: count(name, 'created', 'retry'),
      active: count(name, 'active'),
      completed: count(name, 'completed'),
      failed: count(name, 'failed'),
      schedule: schedules.find(({ job }) => job.name === name)?.cron ?? null,
    })),
  };
}
