import type { Settlement } from '@revenue/billing-core/subscriptions';
import { startOfDay } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { OperationContext } from '../../context.ts';
import type { SubscriptionState } from '../load-state.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { recorded } from './carry-out-command.ts';
import { loadLocked } from './lifecycle-outcome.ts';

/**
 * Ends a subscription on the day that was said, where that cuts a period which is billed, or it pauses. What ends with a
 * period is the billing run's.
 */
export async function endOnDay(ctx: OperationContext, id: string): Promise<void> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const state = await loadLocked(tx, ctx, id);
    const row = await tx.subscription.findUniqueOrThrow({ where: { tenant_id_id: { tenant_id, id } } });
    if (row.ends_on === null || row.ended_at !== null) return;
    const at = startOfDay(fromDbDate(row.ends_on), state.time_zone);
    const { next_billing_at, status } = state;
    const isOfRun = status !== 'paused' && next_billing_at !== null && next_billing_at <= at;
    if (at > ctx.clock.now() || isOfRun) return;
    const settle = (row.cancel_settle ?? 'none') as Settlement;
    await recorded(tx, ctx, { id }, () =>
      cancelSubscription(tx, ctx, state, { when: 'now', settle }, afterLastChange(state, at)),
    );
  });
}

/** The day that was told, however late it is looked at; what took effect after it, while the worker was down, stands. */
function afterLastChange({ items }: SubscriptionState, at: Date): Date {
  return items.reduce((last, { since }) => (since !== undefined && since > last ? since : last), at);
}
