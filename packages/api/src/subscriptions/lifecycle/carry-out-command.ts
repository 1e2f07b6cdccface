import { wireAmount } from '@revenue/billing-core/money';
import type { LifecycleCommand, Subscription } from '@revenue/billing-core/subscriptions';
import { localDateAt } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import type { EventType } from '../../audit/event-types.ts';
import { recordChange } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import { requireVersion } from '../../rest/version-tag.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { loadSubscription } from '../queries.ts';
import { recordMrr } from '../record-mrr.ts';
import { toSubscriptionView } from '../view.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { type LifecycleOutcome, loadLocked } from './lifecycle-outcome.ts';
import { pauseSubscription } from './pause-subscription.ts';
import { resumeSubscription } from './resume-subscription.ts';
import { undoCancellation } from './undo-cancellation.ts';

/**
 * Ends, pauses, resumes a subscription or takes its end back, in one transaction with its money, audit row and event. The
 * preview calls it too, and takes all of it back.
 *
 * @throws BillingError not_found, version_conflict; as the command
 */
export async function carryOutCommand(
  tx: Tx,
  ctx: OperationContext,
  { id, version, ...command }: LifecycleCommand,
): Promise<LifecycleOutcome> {
  return recorded(tx, ctx, { id, version }, async () => {
    const state = await loadLocked(tx, ctx, id);
    switch (command.action) {
      case 'cancel':
        return cancelSubscription(tx, ctx, state, command);
      case 'undo':
        return undoCancellation(tx, ctx, state);
      case 'pause':
        return pauseSubscription(tx, ctx, state, command);
      case 'resume':
        return resumeSubscription(tx, ctx, state, command);
    }
  });
}

/** Does it in a transaction of its own, and answers the subscription as it is then. */
export async function changeLifecycle(ctx: OperationContext, command: LifecycleCommand): Promise<Subscription> {
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    await carryOutCommand(tx, ctx, command);
    return toSubscriptionView(await loadSubscription(tx, ctx.tenant_id, command.id));
  });
}

/** With its audit row, its event and what it is worth from then on. */
export async function recorded(
  tx: Tx,
  ctx: OperationContext,
  { id, version }: { id: string; version?: number | undefined },
  work: () => Promise<LifecycleOutcome>,
): Promise<LifecycleOutcome> {
  const { tenant_id } = ctx;
  const row = await loadSubscription(tx, tenant_id, id);
  requireVersion('subscription', row.version, version);
  const before = toSubscriptionView(row);
  const outcome = await work();
  await recordMrr(sqlClientOf(tx), ctx, [id], lateSince(ctx, id, outcome));
  const after = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
  const { invoice_id, credit_note_ids } = outcome;
  const net = wireAmount(outcome.net, outcome.state.currency);
  await recordChange(tx, ctx, {
    type: eventOf(before, after),
    ...{ object_type: 'subscription', object_id: id, before, after: { ...after, net, invoice_id, credit_note_ids } },
  });
  return outcome;
}

/** A tick that comes late resumes or ends on the day that was told: from then on it was worth another amount. */
function lateSince({ clock }: OperationContext, id: string, { when, effective_on, state }: LifecycleOutcome) {
  const isLate = when === 'now' && effective_on < localDateAt(clock.now(), state.time_zone);
  return isLate ? { since: new Map([[id, effective_on]]) } : {};
}

function eventOf(before: Subscription, after: Subscription): EventType {
  if (before.status === after.status) return 'subscription.updated';
  if (after.status === 'canceled') return 'subscription.canceled';
  if (after.status === 'expired') return 'subscription.expired';
  if (after.status === 'paused') return 'subscription.paused';
  return before.status === 'paused' ? 'subscription.resumed' : 'subscription.updated';
}
