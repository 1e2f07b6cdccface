import type { TestClock } from '@revenue/billing-core/test-clocks';
import { localDateAt } from '@revenue/billing-core/time';
import type { OperationContext } from '../context.ts';
import { realClock } from '../tenants/tenant-clock.ts';
import { nextRenewalAt } from './queries.ts';
import { toAdvanceView } from './to-advance-view.ts';

/** What time it is for the tenant, and how far its clock is on its way. */
export async function getTestClock(ctx: OperationContext): Promise<TestClock> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const tenant = await tx.tenant.findUniqueOrThrow({
      where: { id: tenant_id },
      select: { mode: true, time_zone: true },
    });
    const clock = await tx.testClock.findUnique({ where: { tenant_id } });
    const last = await tx.testClockAdvance.findFirst({
      where: { tenant_id },
      orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
    });
    const real_now = realClock(ctx).now();
    const now = clock?.now_at ?? real_now;
    return {
      mode: tenant.mode,
      is_own: clock !== null,
      now: now.toISOString(),
      today: localDateAt(now, tenant.time_zone),
      real_now: real_now.toISOString(),
      next_renewal_at: (await nextRenewalAt(tx, tenant_id, now))?.toISOString() ?? null,
      may_return: clock !== null && now <= real_now && last?.status !== 'running',
      advance: last && (await toAdvanceView(tx, last)),
    };
  });
}
