import { creditReason } from '@revenue/billing-core/credit-notes';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import {
  type CancelTerms,
  isLiveSubscription,
  type PlannedCancellation,
  planCancellation,
} from '@revenue/billing-core/subscriptions';
import { localDateAt, startOfDay } from '@revenue/billing-core/time';
import { toDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { dropFirstLines } from '../../billing-runs/load-waiting-lines.ts';
import type { OperationContext } from '../../context.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import type { SubscriptionState } from '../load-state.ts';
import { planWithUsage } from '../plan-with-usage.ts';
import { type BeforeEarlyBill, takeBackEarlyBill } from '../take-back-early-bill.ts';
import { undoScheduled } from '../undo-scheduled.ts';
import { insertChange, type LifecycleOutcome, settleMoney } from './lifecycle-outcome.ts';

/**
 * Ends a subscription: at once, with its period, or on a day. At once, unused days go back by credit notes, to the account
 * or as money that is paid back by hand, and what was used is invoiced. An end to come is written down: the renewal bills
 * what is owed until then, and the lifecycle tick settles a period that is cut.
 *
 * @param told the instant of an end that was told and has come, or of a contract that is over: a tick that comes late ends
 * it when it was to end
 * @throws BillingError as `planCancellation`
 */
export async function cancelSubscription(
  tx: Tx,
  ctx: OperationContext,
  found: SubscriptionState,
  terms: CancelTerms,
  told?: ToldEnd,
): Promise<LifecycleOutcome> {
  const { settle } = terms;
  const rest = settle === 'refund' ? 'refund' : 'account_credit';
  const isLeft = found.status === 'trialing' && terms.on === undefined && terms.when === 'now';
  const early = await takeBackEarlyBill(tx, ctx, found, { rest, isLeft });
  const outcome = await endAsAsked(tx, ctx, early, terms, told);
  return { ...outcome, credit_note_ids: [...early.credit_note_ids, ...outcome.credit_note_ids] };
}

/** What is canceled was asked to end; a contract expires. */
export type ToldEnd = { at: Date; status: 'canceled' | 'expired' };

async function endAsAsked(
  tx: Tx,
  ctx: OperationContext,
  early: BeforeEarlyBill,
  terms: CancelTerms,
  told: ToldEnd | undefined,
): Promise<LifecycleOutcome> {
  const { state } = early;
  const { at, status } = told ?? { at: ctx.clock.now(), status: 'canceled' };
  const { settle } = terms;
  const isAtOnce = terms.on === undefined && terms.when === 'now';
  // On the very instant of a renewal that has not come, the period that is over is billed and no other begins.
  const isNow = isAtOnce && !isAtBoundary(state, at);
  if (told === undefined || !isNow) await undoEarlier(tx, ctx, state.id);
  if (isNow) return endNow(tx, ctx, early, { settle, at, status });
  if (isAtOnce) return endWith(tx, ctx, early, { settle, on: state.current_period_end });
  // With the period and nothing billed yet there is nothing to give back: the run bills it, and then ends.
  if (terms.on === undefined && isDue(state, at))
    return endWith(tx, ctx, early, { settle, on: state.current_period_end });
  const when = terms.on === undefined ? ('period_end' as const) : { on: terms.on };
  const planned = await plan(tx, ctx, state, { settle, at, when });
  const outcome = await endWith(tx, ctx, early, { settle, on: planned.effective_on });
  return { ...outcome, lines: planned.lines, net: planned.net };
}

function isDue({ status, next_billing_at }: SubscriptionState, at: Date): boolean {
  return isLiveSubscription(status) && next_billing_at !== null && at >= next_billing_at;
}

function isAtBoundary({ next_billing_at, current_period_end, time_zone }: SubscriptionState, at: Date): boolean {
  return next_billing_at !== null && at >= next_billing_at && localDateAt(at, time_zone) === current_period_end;
}

type Ending = Pick<CancelTerms, 'settle'> & { at: Date };

async function plan(
  tx: Tx,
  { tenant_id }: OperationContext,
  state: SubscriptionState,
  terms: Ending & { when: 'now' | 'period_end' | { on: string } },
): Promise<PlannedCancellation> {
  const input = { subscription: state, policy: state.policy, rounding: DEFAULT_ROUNDING, ...terms };
  return planWithUsage(sqlClientOf(tx), tenant_id, state, (usage) => planCancellation({ ...input, usage }));
}

async function endNow(
  tx: Tx,
  ctx: OperationContext,
  { state, credit_note_ids }: BeforeEarlyBill,
  { settle, at, status }: Ending & Pick<ToldEnd, 'status'>,
): Promise<LifecycleOutcome> {
  const client = sqlClientOf(tx);
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const planned = await plan(tx, ctx, state, { settle, at, when: 'now' });
  const { effective_on, effective_at } = planned;
  await undoScheduled(client, ctx, state.id);
  const change_id =
    (await applyTold(client, ctx, state.id, { effective_on, effective_at })) ??
    (await insertChange(client, ctx, state, {
      ...{ kind: 'cancel', status: 'applied', effective_on, effective_at, details: { settle } },
      credit_note_ids,
    }));
  await tx.subscription.update({
    where: { tenant_id_id: { tenant_id, id: state.id } },
    data: {
      ...{
        status,
        ...(status === 'canceled' ? { canceled_at: now } : {}),
        ended_at: now,
        ends_on: toDbDate(effective_on),
        cancel_settle: settle,
      },
      ...{
        cancel_at_period_end: false,
        next_billing_at: null,
        grace_ends_at: null,
        resumes_on: null,
        pause_reason: null,
      },
      ...{ updated_at: now, version: { increment: 1 } },
    },
  });
  const made = await settleMoney(tx, ctx, state, planned, {
    ...{ change_id, reason: creditReason({ why: 'ended', day: effective_on }), items: state.items, invoicing: 'now' },
    rest: settle === 'refund' ? 'refund' : 'account_credit',
  });
  await dropFirstLines(client, tenant_id, now, [state.id]);
  return { ...made, state, when: 'now', effective_on, lines: planned.lines };
}

/** Writes an end down that is still to come. */
async function endWith(
  tx: Tx,
  ctx: OperationContext,
  { state, credit_note_ids }: BeforeEarlyBill,
  { settle, on }: Pick<CancelTerms, 'settle'> & { on: string },
): Promise<LifecycleOutcome> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const isBoundary = on === state.current_period_end;
  await insertChange(sqlClientOf(tx), ctx, state, {
    ...{ kind: 'cancel', status: 'scheduled', effective_on: on, effective_at: startOfDay(on, state.time_zone) },
    details: { settle },
    credit_note_ids,
  });
  await tx.subscription.update({
    where: { tenant_id_id: { tenant_id, id: state.id } },
    data: {
      ...{ canceled_at: now, ends_on: toDbDate(on), cancel_settle: settle, cancel_at_period_end: isBoundary },
      ...{ updated_at: now, version: { increment: 1 } },
    },
  });
  const made = { lines: [], net: 0n, invoice_id: null, credit_note_ids: [], waits: false };
  return { state, when: 'period_end', effective_on: on, ...made };
}

/** An end that was told and has come is the one that was asked for; null where there is none. */
async function applyTold(
  client: SqlClient,
  { tenant_id, clock }: OperationContext,
  subscription_id: string,
  { effective_on, effective_at }: Pick<PlannedCancellation, 'effective_on' | 'effective_at'>,
): Promise<string | null> {
  const { rows } = await client.query(
    `UPDATE subscription_changes SET status = 'applied', applied_at = $3::timestamptz, effective_on = $4::date, effective_at = $5::timestamptz
      WHERE tenant_id = $1::uuid AND subscription_id = $2::uuid AND kind = 'cancel' AND status = 'scheduled' RETURNING id::text`,
    [tenant_id, subscription_id, clock.now(), effective_on, effective_at],
  );
  const [told] = rows as { id: string }[];
  return told?.id ?? null;
}

/** A later wish takes the place of one that is still to come. */
async function undoEarlier(tx: Tx, { tenant_id, clock }: OperationContext, subscription_id: string): Promise<void> {
  await tx.subscriptionChange.updateMany({
    where: { tenant_id, subscription_id, kind: 'cancel', status: 'scheduled' },
    data: { status: 'undone', undone_at: clock.now() },
  });
}
