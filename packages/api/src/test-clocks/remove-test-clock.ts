import { BillingError } from '@revenue/billing-core/errors';
import type { TestClock } from '@revenue/billing-core/test-clocks';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { realClock } from '../tenants/tenant-clock.ts';
import { getTestClock } from './get-test-clock.ts';

/**
 * Takes the tenant back to real time, once that has caught up: what was written at a later time must not lie in the
 * future. What fell due since the clock stopped is done by the next schedules, as after an outage.
 *
 * @throws BillingError clock_advancing; tenant_in_future; not_found where there is no clock
 */
export async function removeTestClock(ctx: OperationContext): Promise<TestClock> {
  const { tenant_id } = ctx;
  const real_now = realClock(ctx).now();
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const [clock] = await tx.$queryRaw<{ now_at: Date }[]>`
      SELECT now_at FROM test_clocks WHERE tenant_id = ${tenant_id}::uuid FOR UPDATE`;
    if (!clock) throw new BillingError('not_found', 'This company has no clock of its own; its time is real.');
    if ((await tx.testClockAdvance.count({ where: { tenant_id, status: 'running' } })) > 0) {
      throw new BillingError('clock_advancing', 'The clock is on its way; stop it first.');
    }
    if (clock.now_at > real_now) throw inFuture(clock.now_at);
    await tx.testClock.delete({ where: { tenant_id } });
    await recordChange(tx, ctx, {
      type: 'test_clock.removed',
      object_type: 'test_clock',
      object_id: tenant_id,
      before: { now: clock.now_at },
      after: { now: real_now },
    });
  });
  return getTestClock(ctx);
}

function inFuture(now: Date): BillingError {
  return new BillingError(
    'tenant_in_future',
    `For this company it is ${now.toISOString()} already, and what happened until then cannot be undone. It can go back to ` +
      'real time once that has come; to try something else before, make another: pnpm revenue tenant:create --mode test.',
  );
}
