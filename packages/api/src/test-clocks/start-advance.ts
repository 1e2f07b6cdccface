import { BillingError } from '@revenue/billing-core/errors';
import { type AdvanceClock, planAdvance, type TestClock } from '@revenue/billing-core/test-clocks';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { advanceTestClock } from '@revenue/jobs/catalogue';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { realClock } from '../tenants/tenant-clock.ts';
import { getTestClock } from './get-test-clock.ts';
import { nextRenewalAt } from './queries.ts';

/**
 * Sends the clock of a test tenant on its way and leaves the rest to the worker. The first advance makes the clock, at the
 * time it is; from then on it stands still wherever it arrives.
 *
 * @throws BillingError not_a_test_tenant; clock_advancing while another advance is under way; validation_failed for a target
 * that is not to come
 */
export async function startAdvance(ctx: OperationContext, input: AdvanceClock): Promise<TestClock> {
  const { tenant_id } = ctx;
  const real_now = realClock(ctx).now();
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const { time_zone } = await requireTestTenant(tx, tenant_id);
    const now = await lockClock(tx, ctx, real_now);
    const running = await tx.testClockAdvance.count({ where: { tenant_id, status: 'running' } });
    if (running > 0) throw advancing();
    const target = planAdvance(input, { now, time_zone, next_renewal_at: await nextRenewalAt(tx, tenant_id, now) });
    const id = newId(real_now);
    const span = { from_at: now, target_at: target, reached_at: now };
    const who = { actor: { ...ctx.actor }, requested_by: ctx.actor.name };
    await tx.testClockAdvance.create({
      data: { tenant_id, id, ...span, ...who, status: 'running', created_at: real_now },
    });
    await recordChange(tx, ctx, {
      type: 'test_clock.advance_started',
      object_type: 'test_clock',
      object_id: id,
      before: { now },
      after: { now, target },
    });
    await ctx.jobs.enqueue(tx, advanceTestClock, { tenant_id, advance_id: id });
  });
  return getTestClock(ctx);
}

async function requireTestTenant(tx: Tx, tenant_id: string): Promise<{ time_zone: string }> {
  const { mode, time_zone } = await tx.tenant.findUniqueOrThrow({
    where: { id: tenant_id },
    select: { mode: true, time_zone: true },
  });
  if (mode === 'test') return { time_zone };
  throw new BillingError(
    'not_a_test_tenant',
    'This company is live: its time is real. Make one to try things out with: pnpm revenue tenant:create --mode test.',
  );
}

/** Two who begin at once come one after the other, and the second learns of the first. */
async function lockClock(tx: Tx, { tenant_id }: OperationContext, real_now: Date): Promise<Date> {
  const stamps = { created_at: real_now, updated_at: real_now };
  await tx.testClock.createMany({ data: [{ tenant_id, now_at: real_now, ...stamps }], skipDuplicates: true });
  const [clock] = await tx.$queryRaw<{ now_at: Date }[]>`
    SELECT now_at FROM test_clocks WHERE tenant_id = ${tenant_id}::uuid FOR UPDATE`;
  if (!clock) throw advancing();
  return clock.now_at;
}

function advancing(): BillingError {
  return new BillingError(
    'clock_advancing',
    'The clock is on its way already; wait until it has arrived, or stop it, then advance it again.',
  );
}
