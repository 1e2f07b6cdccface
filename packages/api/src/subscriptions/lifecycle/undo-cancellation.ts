import { creditReason } from '@revenue/billing-core/credit-notes';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import { planUndoCancellation } from '@revenue/billing-core/subscriptions';
import { localDateAt } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../../context.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import type { SubscriptionState } from '../load-state.ts';
import { planWithUsage } from '../plan-with-usage.ts';
import { insertChange, type LifecycleOutcome, saveServices, settleMoney } from './lifecycle-outcome.ts';

/**
 * Takes an end back that is still to come. A last period that was cut is charged to its end.
 *
 * @throws BillingError illegal_transition where there is none, or it has come
 */
export async function undoCancellation(
  tx: Tx,
  ctx: OperationContext,
  state: SubscriptionState,
): Promise<LifecycleOutcome> {
  const client = sqlClientOf(tx);
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const input = { subscription: state, at: now, policy: state.policy, rounding: DEFAULT_ROUNDING };
  const undone = await planWithUsage(client, tenant_id, state, (usage) => planUndoCancellation({ ...input, usage }));
  await tx.subscriptionChange.updateMany({
    where: { tenant_id, subscription_id: state.id, kind: 'cancel', status: 'scheduled' },
    data: { status: 'undone', undone_at: now },
  });
  const effective_on = localDateAt(now, state.time_zone);
  const change_id = await insertChange(client, ctx, state, {
    ...{ kind: 'undo_cancel', status: 'applied', effective_on, effective_at: now, details: {} },
  });
  const { next_billing_at } = undone.subscription;
  await tx.subscription.update({
    where: { tenant_id_id: { tenant_id, id: state.id } },
    data: {
      ...{ ends_on: null, cancel_at_period_end: false, cancel_settle: null, canceled_at: null, next_billing_at },
      ...{ updated_at: now, version: { increment: 1 } },
    },
  });
  const before = new Map(state.items.map((item) => [item.subscription_item_id, item.service.end]));
  await saveServices(
    client,
    tenant_id,
    undone.items.filter((item) => before.get(item.subscription_item_id) !== item.service.end),
  );
  const reason = creditReason({ why: 'goes_on', day: effective_on });
  const made = await settleMoney(tx, ctx, state, undone, { change_id, reason, items: undone.items });
  return { ...made, state, when: 'now', effective_on, lines: undone.lines };
}
