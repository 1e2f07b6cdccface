import type { CustomerClosing } from '@revenue/billing-core/customers';
import { BillingError } from '@revenue/billing-core/errors';
import { laterDate } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { recordChanges } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
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
    select: { current_period_end: true },
  });
  const drafts = await tx.invoice.count({ where: { tenant_id, customer_id: id, status: 'draft' } });
  const pays_for = await tx.customer.count({ where: { tenant_id, payer_id: id, deleted_at: null } });
  const ends = live.map((subscription) => fromDbDate(subscription.current_period_end));
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
 * Ends what runs, in the transaction that closes the customer: subscriptions go on to the end of their periods and are
 * billed until then. What is owed stays owed.
 *
 * @throws BillingError customer_in_use while it pays for other accounts
 */
export async function endSubscriptions(tx: Tx, ctx: OperationContext, id: string): Promise<void> {
  const { tenant_id } = ctx;
  const { obstacle } = await planClosing(tx, tenant_id, id);
  if (obstacle)
    throw new BillingError('customer_in_use', obstacle, { errors: [{ path: 'status', message: obstacle }] });
  const now = ctx.clock.now();
  const ended = await tx.subscription.updateManyAndReturn({
    where: {
      tenant_id,
      customer_id: id,
      status: { notIn: ENDED_SUBSCRIPTION_STATUSES },
      cancel_at_period_end: false,
    },
    data: { cancel_at_period_end: true, canceled_at: now, updated_at: now, version: { increment: 1 } },
    select: { id: true, version: true },
  });
  if (ended.length === 0) return;
  await recordChanges(
    tx,
    ctx,
    ended.map((subscription) => ({
      type: 'subscription.updated' as const,
      object_type: 'subscription',
      object_id: subscription.id,
      before: { cancel_at_period_end: false },
      after: { id: subscription.id, cancel_at_period_end: true, reason: 'the customer was closed' },
    })),
  );
}
