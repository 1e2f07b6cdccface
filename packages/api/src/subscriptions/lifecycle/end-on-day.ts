import type { Settlement } from '@revenue/billing-core/subscriptions';
import { startOfDay } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma } from '@revenue/db/database';
import type { OperationContext } from '../../context.ts';
import type { SubscriptionState } from '../load-state.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { recorded } from './carry-out-command.ts';
import { loadLocked } from './lifecycle-outcome.ts';

/**
 * Ends a subscription on the day that was said, where that cuts a period which is billed, or it pauses; so does a contract
 * that expires in a pause, whatever day was said for its resumption. What ends with a period is the billing run's.
 */
export async function endOnDay(ctx: OperationContext, id: string): Promise<void> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const state = await loadLocked(tx, ctx, id);
    const row = await tx.subscription.findUniqueOrThrow({ where: { tenant_id_id: { tenant_id, id } } });
    const end = endOf(row);
    if (end === null || row.ended_at !== null) return;
    const at = startOfDay(end.on, state.time_zone);
    const { next_billing_at, status } = state;
    const isOfRun = status !== 'paused' && next_billing_at !== null && next_billing_at <= at;
    if (at > ctx.clock.now() || isOfRun) return;
    const settle = end.status === 'expired' ? 'none' : ((row.cancel_settle ?? 'none') as Settlement);
    const told = { at: afterLastChange(state, at), status: end.status };
    await recorded(tx, ctx, { id }, () => cancelSubscription(tx, ctx, state, { when: 'now', settle }, told));
  });
}

type EndedRow = Pick<
  Prisma.SubscriptionGetPayload<object>,
  'status' | 'ends_on' | 'contract_at_end' | 'contract_ends_on'
>;

/** The first day without it, where that is known, and what it is from then on. */
function endOf({ status, ends_on, contract_at_end, contract_ends_on }: EndedRow) {
  const said = ends_on && ({ on: fromDbDate(ends_on), status: 'canceled' } as const);
  if (status !== 'paused' || contract_at_end !== 'expire' || contract_ends_on === null) return said;
  const over = { on: fromDbDate(contract_ends_on), status: 'expired' } as const;
  return said && said.on <= over.on ? said : over;
}

/** The day that was told, however late it is looked at; what took effect after it, while the worker was down, stands. */
function afterLastChange({ items }: SubscriptionState, at: Date): Date {
  return items.reduce((last, { since }) => (since !== undefined && since > last ? since : last), at);
}
