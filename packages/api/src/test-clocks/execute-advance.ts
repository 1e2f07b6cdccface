import { BillingError } from '@revenue/billing-core/errors';
import { nextTick } from '@revenue/billing-core/test-clocks';
import type { Handlers, JobAttempt, SqlClient } from '@revenue/jobs/job-queue';
import type { Services } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { endAdvance } from './end-advance.ts';
import { loadComingDue } from './queries.ts';
import { finishWhatWaits, handOverLeft, runTick, type Tick, tickAt } from './run-tick.ts';

type Journey = { tenant_id: string; advance_id: string };
type Begun = { now_at: Date; from: Date; target: Date; is_fresh: boolean; time_zone: string };

/**
 * Lives through an advance tick by tick: what is due at an instant is done, with all that follows from it, before the
 * clock moves on. So the result is that of time having passed. Each move commits by itself: a worker that dies leaves the
 * clock at a tick, whose work may be done twice, and the next goes on from there. Whoever stops it stops it between two.
 *
 * @throws BillingError clock_advancing where another worker is at it, so that the job is tried again later; what the work of a tick throws: the job is tried again, and after the last time the advance has failed
 */
export async function executeAdvance(
  services: Services,
  journey: Journey,
  attempt: Pick<JobAttempt, 'is_last'>,
  handlersOf: (services: Services) => Handlers,
): Promise<void> {
  await services.db.withTenantSql(journey.tenant_id, async (client) => {
    await holdClock(client, journey.tenant_id);
    await liveThrough(services, journey, attempt, handlersOf);
  });
}

/**
 * Two workers on one clock would do the work of a tick in two times. A transaction of its own holds the lock for the whole
 * way and does nothing else, so a worker that dies lets go at once.
 */
async function holdClock(client: SqlClient, tenant_id: string): Promise<void> {
  const { rows } = await client.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine', [
    `test clock of ${tenant_id}`,
  ]);
  if ((rows as { mine: boolean }[])[0]?.mine) return;
  throw new BillingError('clock_advancing', 'Another worker is advancing this clock; it is looked at again later.');
}

async function liveThrough(
  services: Services,
  journey: Journey,
  attempt: Pick<JobAttempt, 'is_last'>,
  handlersOf: (services: Services) => Handlers,
): Promise<void> {
  const { tenant_id, advance_id } = journey;
  const begun = await begin(services, journey);
  if (begun === null) return handOverLeft(services, tenant_id);
  let tick = tickAt(services, tenant_id, begun.now_at, handlersOf);
  try {
    let next = begun.is_fresh ? await moveOn(tick, advance_id, begun) : begun.now_at;
    for (let is_first = true; next !== null; is_first = false) {
      tick = tickAt(services, tenant_id, next, handlersOf);
      if (is_first) await finishWhatWaits(tick);
      await runTick(tick);
      next = await moveOn(tick, advance_id, begun);
    }
  } catch (error) {
    if (attempt.is_last) {
      await endAdvance(tick.here, journey, { status: 'failed', failure: sayFailure(error) });
      await handOverLeft(services, tenant_id);
    }
    throw error;
  }
  await endAdvance(tick.here, journey, { status: 'completed' });
}

/** null where there is nothing to do any more: jobs may run twice. */
async function begin({ db }: Services, { tenant_id, advance_id }: Journey): Promise<Begun | null> {
  return db.withTenant(tenant_id, async (tx) => {
    const advance = await tx.testClockAdvance.findUnique({ where: { tenant_id_id: { tenant_id, id: advance_id } } });
    if (!advance) throw new BillingError('not_found', `There is no advance ${advance_id}.`);
    if (advance.status !== 'running') return null;
    const { now_at } = await tx.testClock.findUniqueOrThrow({ where: { tenant_id } });
    const { time_zone } = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, select: { time_zone: true } });
    const is_fresh = now_at.getTime() === advance.from_at.getTime();
    return { now_at, from: advance.from_at, target: advance.target_at, is_fresh, time_zone };
  });
}

/** Answers where the clock stands now; null at the target, or where somebody has stopped it. */
async function moveOn(
  { here, real, tenant_id }: Tick,
  advance_id: string,
  { from, target, time_zone }: Begun,
): Promise<Date | null> {
  const now = here.clock.now();
  if (now >= target) return null;
  return here.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'test_clock_advances', tenant_id, advance_id);
    // The first tick is a moment on: what was left over from before counts as what happened on the way.
    const next =
      now.getTime() === from.getTime()
        ? new Date(now.getTime() + 1)
        : nextTick({ now, target, time_zone, ...(await loadComingDue(sqlClientOf(tx), tenant_id, now)) });
    const { count } = await tx.testClockAdvance.updateMany({
      where: { tenant_id, id: advance_id, status: 'running', reached_at: now },
      data: { reached_at: next },
    });
    if (count === 0) return null;
    await tx.testClock.update({ where: { tenant_id }, data: { now_at: next, updated_at: real.clock.now() } });
    return next;
  });
}

function sayFailure(error: unknown): string {
  return error instanceof BillingError ? error.message : 'An unexpected error; the log of the worker says which.';
}
