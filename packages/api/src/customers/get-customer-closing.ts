import type { CustomerClosing } from '@revenue/billing-core/customers';
import { BillingError } from '@revenue/billing-core/errors';
import { earlierDate, laterDate } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { cancelSubscription } from '../subscriptions/lifecycle/cancel-subscription.ts';
import { recorded } from '../subscriptions/lifecycle/carry-out-command.ts';
import { loadStates, type SubscriptionState } from '../subscriptions/load-state.ts';
import { ENDED_SUBSCRIPTION_STATUSES, loadBalances, loadCustomer } from './queries.ts';

/** What closing the customer would do. The closing itself reads the very same. */
export async function getCustomerClosing(ctx: OperationContext, { id }: { id: string }): Promise<CustomerClosing> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await loadCustomer(tx, tenant_id, id);
    return planClosing(tx, tenant_id, id);
  });
}

async function planClosing(tx: Tx, tenant_id: string, id: string): Promise<CustomerClosing> {
  const live = await tx.subscription.findMany({
    where: { tenant_id, customer_id: id, status: { notIn: ENDED_SUBSCRIPTION_STATUSES } },
    select: { status: true, current_period_end: true, ends_on: true },
  });
  const drafts = await tx.invoice.count({ where: { tenant_id, customer_id: id, status: 'draft' } });
  const pays_for = await tx.customer.count({ where: { tenant_id, payer_id: id, deleted_at: null } });
  const ends = live
    .filter(({ status }) => status !== 'paused')
    .map(({ current_period_end, ends_on }) => {
      const end = fromDbDate(current_period_end);
      return ends_on === null ? end : earlierDate(fromDbDate(ends_on), end);
    });
  return {
    live_subscriptions: live.length,
    ends_by: ends.length === 0 ? null : ends.reduce(laterDate),
    drafts,
    balances: (await loadBalances(tx, tenant_id, [id])).get(id) ?? [],
    pays_for,
    obstacle: pays_for === 0 ? null : obstacleOf(pays_for),
  };
}

function obstacleOf(pays_for: number): string {
  return pays_for === 1
    ? 'It pays for another account: let that one pay for itself, or choose another parent for it, and close it then.'
    : `It pays for ${pays_for} other accounts: let them pay for themselves, or choose another parent for them, and close it then.`;
}

/**
 * Ends what runs, in the transaction that closes the customer: subscriptions go on to the end of their periods, or to a day
 * before that was said, and are billed until then; those that pause end at once. What is owed stays owed.
 *
 * @throws BillingError customer_in_use while it pays for other accounts
 */
export async function endSubscriptions(tx: Tx, ctx: OperationContext, id: string): Promise<void> {
  const { tenant_id } = ctx;
  const { obstacle } = await planClosing(tx, tenant_id, id);
  if (obstacle)
    throw new BillingError('customer_in_use', obstacle, { errors: [{ path: 'status', message: obstacle }] });
  const live = await tx.subscription.findMany({
    where: { tenant_id, customer_id: id, status: { notIn: ENDED_SUBSCRIPTION_STATUSES } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const ids = live.map((subscription) => subscription.id);
  for (const state of await loadStates(sqlClientOf(tx), tenant_id, ids, { lock: true })) {
    if (endsByItself(state)) continue;
    // A pause has no end of its period that comes.
    const when = state.status === 'paused' ? ('now' as const) : ('period_end' as const);
    await recorded(tx, ctx, { id: state.id }, () => cancelSubscription(tx, ctx, state, { when, settle: 'none' }));
  }
}

function endsByItself({ status, ends_on, cancel_at_period_end, current_period_end }: SubscriptionState): boolean {
  if (status === 'paused') return false;
  return ends_on ? ends_on <= current_period_end : cancel_at_period_end === true;
}
