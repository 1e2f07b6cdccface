import { BillingError } from '@revenue/billing-core/errors';
import type { TestClock } from '@revenue/billing-core/test-clocks';
import type { OperationContext } from '../context.ts';
import { endAdvance } from './end-advance.ts';
import { getTestClock } from './get-test-clock.ts';

/** Stops the clock at the tick where it is. What happened so far has happened. @throws BillingError illegal_transition */
export async function stopAdvance(ctx: OperationContext): Promise<TestClock> {
  const { tenant_id } = ctx;
  const running = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.testClockAdvance.findFirst({ where: { tenant_id, status: 'running' }, select: { id: true } }),
  );
  if (!running) throw new BillingError('illegal_transition', 'The clock stands still; there is nothing to stop.');
  await endAdvance(ctx, { tenant_id, advance_id: running.id }, { status: 'stopped' }, ctx.actor);
  return getTestClock(ctx);
}
