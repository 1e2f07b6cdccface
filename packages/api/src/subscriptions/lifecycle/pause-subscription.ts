import { creditReason } from '@revenue/billing-core/credit-notes';
import { BillingError } from '@revenue/billing-core/errors';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import { type PauseReason, type PauseTerms, planPause } from '@revenue/billing-core/subscriptions';
import { localDateAt } from '@revenue/billing-core/time';
import { toDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../../context.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import type { SubscriptionState } from '../load-state.ts';
import { planWithUsage } from '../plan-with-usage.ts';
import { takeBackEarlyBill } from '../take-back-early-bill.ts';
import { undoScheduled } from '../undo-scheduled.ts';
import { insertChange, type LifecycleOutcome, saveServices, settleMoney } from './lifecycle-outcome.ts';

/**
 * Stops a subscription for a while: nothing is billed and usage does not count until it is resumed. What was used is
 * invoiced; the unused days that were paid for become account credit, or are there again for a resumption before their end.
 *
 * @throws BillingError as `planPause`; validation_failed for a day of resumption that is not to come
 */
export async function pauseSubscription(
  tx: Tx,
  ctx: OperationContext,
  found: SubscriptionState,
  { settle, resumes_on }: PauseTerms,
  pause_reason: PauseReason = 'asked',
): Promise<LifecycleOutcome> {
  const client = sqlClientOf(tx);
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  refusePast(resumes_on, localDateAt(now, found.time_zone));
  const { state, credit_note_ids } = await takeBackEarlyBill(tx, ctx, found);
  const input = { subscription: state, at: now, policy: state.policy, rounding: DEFAULT_ROUNDING, settle };
  const planned = await planWithUsage(client, tenant_id, state, (usage) => planPause({ ...input, usage }));
  const { effective_on, effective_at } = planned;
  // Its boundary may pass in the pause: what was scheduled for it is not to come at another.
  await undoScheduled(client, ctx, state.id);
  const change_id = await insertChange(client, ctx, state, {
    ...{ kind: 'pause', status: 'applied', effective_on, effective_at },
    details: { settle, pause_reason, resumes_on: resumes_on ?? null },
    credit_note_ids,
  });
  await tx.subscription.update({
    where: { tenant_id_id: { tenant_id, id: state.id } },
    data: {
      ...{ status: 'paused', paused_at: now, pause_reason, resumes_on: resumes_on ? toDbDate(resumes_on) : null },
      ...{ next_billing_at: null, grace_ends_at: null, updated_at: now, version: { increment: 1 } },
    },
  });
  await saveServices(client, tenant_id, planned.items);
  const reason = creditReason({ why: 'paused', day: effective_on });
  const made = await settleMoney(tx, ctx, state, planned, { change_id, reason, items: state.items, invoicing: 'now' });
  const notes = [...credit_note_ids, ...made.credit_note_ids];
  return { ...made, credit_note_ids: notes, state, when: 'now', effective_on, lines: planned.lines };
}

function refusePast(resumes_on: string | undefined, today: string): void {
  if (resumes_on === undefined || resumes_on > today) return;
  const message = `is ${resumes_on}, which is not after today, ${today}; choose a later day`;
  throw new BillingError('validation_failed', `resumes_on ${message}.`, { errors: [{ path: 'resumes_on', message }] });
}
