import { type JobKey, jobs, type PayloadOf } from '@revenue/jobs/catalogue';
import type { JobContract } from '@revenue/jobs/define-job';
import type { Handlers } from '@revenue/jobs/job-queue';
import { schedules } from '@revenue/jobs/schedules';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';
import { type Services, systemContext } from '../context.ts';
import { type Periodic, periodicJobs } from '../jobs/periodic-jobs.ts';
import { onClock } from '../tenants/tenant-clock.ts';
import { type ClockQueue, clockQueue } from './clock-queue.ts';

/** One instant of one tenant's clock. */
export interface Tick {
  tenant_id: string;
  real: Services;
  /** In the time of the tenant; jobs that are left wait for `drainJobs`. */
  here: Services;
  handlers: Handlers;
  queue: ClockQueue;
}

export function tickAt(
  real: Services,
  tenant_id: string,
  now: Date,
  handlersOf: (services: Services) => Handlers,
): Tick {
  const standing = onClock(real, tenant_id, now);
  const queue = clockQueue(real.jobs, tenant_id, standing.clock);
  const here = { ...standing, jobs: queue };
  return { tenant_id, real, here, queue, handlers: handlersOf(here) };
}

/**
 * What the schedules do in one hour, in their order, each followed by the jobs that it leaves. Doing it again at the same
 * instant finds nothing more to do.
 */
export async function runTick(tick: Tick): Promise<void> {
  for (const { job } of schedules) {
    const work: Periodic | null = periodicJobs[job.name];
    if (work === null) continue;
    await work(tick.here);
    if (tick.queue.takeLeft()) await drainJobs(tick);
  }
}

/** What was left here by a process that died, and runs that no worker has got to: they are of the time before it moves. */
export async function finishWhatWaits(tick: Tick): Promise<void> {
  const { here, tenant_id } = tick;
  await drainJobs(tick);
  const runs = await here.db.withTenant(tenant_id, (tx) =>
    tx.billingRun.findMany({
      where: { tenant_id, status: { in: ['pending', 'running'] } },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
  );
  for (const { id } of runs) await executeBillingRun(systemContext(here, tenant_id, 'billing.run'), id);
  await drainJobs(tick);
}

/** Where nobody goes on, what an ended advance has left behind is the server's to do. */
export async function handOverLeft(real: Services, tenant_id: string): Promise<void> {
  await real.db.withTenant(tenant_id, async (tx) => {
    const left = await tx.testClockJob.findMany({ where: { tenant_id }, orderBy: { id: 'asc' } });
    for (const { name, payload } of left) {
      const job: JobContract = jobs[keyOf(name)];
      await real.jobs.enqueue(tx, job, payload);
    }
    await tx.testClockJob.deleteMany({ where: { tenant_id, id: { in: left.map(({ id }) => id) } } });
  });
}

type KeptJob = { id: string; name: string; payload: unknown };

/** Jobs may leave more jobs. One that fails goes to the queue of the server, which tries it again and shows it. */
async function drainJobs(tick: Tick): Promise<void> {
  for (let kept = await oldestJob(tick); kept; kept = await oldestJob(tick)) {
    const key = keyOf(kept.name);
    try {
      await carryOut(tick.handlers, key, kept);
      await settle(tick, kept, null);
    } catch (error) {
      tick.here.log.warn({ err: error, job: kept.name }, 'a job of a test clock failed and goes to the queue');
      await settle(tick, kept, jobs[key]);
    }
  }
}

async function oldestJob({ here, tenant_id }: Tick): Promise<KeptJob | null> {
  return here.db.withTenant(tenant_id, (tx) =>
    tx.testClockJob.findFirst({ where: { tenant_id }, orderBy: { id: 'asc' } }),
  );
}

function keyOf(name: string): JobKey {
  const key = (Object.keys(jobs) as JobKey[]).find((one) => jobs[one].name === name);
  if (key === undefined) throw new Error(`There is no job ${name}.`);
  return key;
}

async function carryOut<Key extends JobKey>(handlers: Handlers, key: Key, { id, payload }: KeptJob): Promise<void> {
  await handlers[key](jobs[key].payload.parse(payload) as PayloadOf<Key>, { id, is_last: false });
}

async function settle({ real, tenant_id }: Tick, { id, payload }: KeptJob, again: JobContract | null): Promise<void> {
  await real.db.withTenant(tenant_id, async (tx) => {
    const { count } = await tx.testClockJob.deleteMany({ where: { tenant_id, id } });
    if (count > 0 && again !== null) await real.jobs.enqueue(tx, again, payload);
  });
}
