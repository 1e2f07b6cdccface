import type { Inspection } from '@revenue/db/inspect-database';
import { schedules } from '@revenue/jobs/schedules';
import type { Env } from '../../env.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** The queue: its tables, its schedules, whether somebody works and whether it gets done. */
export function checkJobs(env: Env, { queue }: Inspection): Finding[] {
  if (!queue) return [fail('job queue', 'its tables are missing', 'They come with the migrations: pnpm db:migrate')];
  const { workers, late, failed } = queue;
  const findings = [checkSchedules(queue.schedules)];
  if (late > 0) {
    const remedy =
      workers === 0
        ? 'No worker runs: npm start, or REVENUE_MODE=worker.'
        : 'Look at the jobs page and the log of the worker.';
    findings.push(fail('job queue', `${late} jobs wait for more than five minutes`, remedy));
  } else {
    const who = workers === 0 ? 'no worker runs at the moment' : 'a worker runs';
    findings.push(ok('job queue', `nothing waits too long; ${who}${env.mode === 'api' ? ' (this mode is api)' : ''}`));
  }
  if (failed.length > 0) {
    const which = failed.map(({ name, count }) => `${count} of ${name}`).join(', ');
    findings.push(warn('failed jobs', `${which} within a day`, 'The jobs page says why and tries them again.'));
  }
  return findings;
}

function checkSchedules(stored: { name: string; cron: string }[]): Finding {
  const missing = schedules.filter(
    ({ job, cron }) => !stored.some((row) => row.name === job.name && row.cron === cron),
  );
  if (missing.length === 0) return ok('schedules', `all ${schedules.length} stand`);
  const names = missing.map(({ job }) => job.name).join(', ');
  return warn(
    'schedules',
    `not stored as they should be: ${names}`,
    'A worker stores them when it starts: npm start, or REVENUE_MODE=worker.',
  );
}
