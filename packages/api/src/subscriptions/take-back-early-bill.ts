import { creditableRest, creditReason, isCreditable } from '@revenue/billing-core/credit-notes';
import { canTransition, type InvoiceStatus } from '@revenue/billing-core/invoices';
import { type BilledEarly, leadOf } from '@revenue/billing-core/subscriptions';
import { addDays, earlierDate, type LocalDate, localDateAt, startOfDay } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { issueCreditNote } from '../credit-notes/create-credit-note.ts';
import { loadEarlierNotes } from '../credit-notes/queries.ts';
import { toCreditableInvoice } from '../credit-notes/to-creditable-invoice.ts';
import { changeInvoiceStatus } from '../invoices/change-invoice-status.ts';
import { editDraft } from '../invoices/edit-draft.ts';
import { finalizeDraft } from '../invoices/finalize-draft.ts';
import { lockInvoice } from '../invoices/queries.ts';
import type { InvoiceRow } from '../invoices/view.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { loadStates, type SubscriptionState } from './load-state.ts';

/** What a subscription is before a change, with the bill of the period that has not begun taken back. */
export interface BeforeEarlyBill {
  state: SubscriptionState;
  credit_note_ids: string[];
}

interface TakingBack {
  rest?: 'account_credit' | 'refund';
  at?: Date;
  isLeft?: boolean;
}

/** As the run wrote it down. */
export type Remembered = Omit<BilledEarly, 'next_billing_at' | 'plan_changed'> & {
  next_billing_at: string;
  plan_version_id: string;
  change_id: string | null;
};

/**
 * A period may be billed some days before it begins, or before its trial is over, and in these days something may change. What
 * was billed of days that have not begun is then taken back: its invoice becomes void where nothing was paid and nothing else is on it, or
 * its lines are taken off a draft, or given back by a credit note. The subscription goes back to the period that runs, is
 * changed there, and the next run bills the coming one anew. Where no period is billed early, nothing happens.
 *
 * @param isLeft it ends in its trial: what is charged beside the plan is owed with its first paid day
 * @param at the instant at which these days have not begun, where that is not now: a tick comes when they would have
 */
export async function takeBackEarlyBill(
  tx: Tx,
  ctx: OperationContext,
  state: SubscriptionState,
  { rest = 'account_credit', at = ctx.clock.now(), isLeft = false }: TakingBack = {},
): Promise<BeforeEarlyBill> {
  const early = await billedEarly(tx, ctx, state, at);
  if (early === null) return { state: withoutLead(state, at), credit_note_ids: [] };
  const client = sqlClientOf(tx);
  const reason = creditReason({ why: 'billed_anew', day: early.begins_on });
  const credit_note_ids: string[] = [];
  for (const [invoice_id, lines] of await loadEarlyLines(client, ctx, state.id, { ...early, isLeft })) {
    const invoice = await lockInvoice(tx, ctx.tenant_id, invoice_id);
    const note = await takeBack(tx, ctx, invoice, { lines, reason, rest });
    if (note !== null) credit_note_ids.push(note);
    await releaseLines(client, ctx, lines);
  }
  await goBack(client, ctx, state.id, early);
  const [before] = await loadStates(client, ctx.tenant_id, [state.id], { lock: true });
  if (!before) throw new Error(`subscription ${state.id} is gone`);
  // All that has begun is billed: nothing is due before the next days that are paid for.
  const next_billing_at = startOfDay(earlierDate(early.begins_on, before.current_period_end), before.time_zone);
  return { state: { ...before, next_billing_at }, credit_note_ids };
}

/**
 * The run is due for days that have not begun, as within the hour after their bill was taken back: all that has begun is
 * billed, and may change.
 */
function withoutLead(state: SubscriptionState, at: Date): SubscriptionState {
  const { next_billing_at, time_zone, current_period_end, start_date, trial_end, ends_on, contract } = state;
  const lead = leadOf(state, state.items);
  if (lead === 0 || next_billing_at === null || next_billing_at > at) return state;
  const today = localDateAt(at, time_zone);
  const expires = contract?.at_end === 'expire' ? contract.ends_on : null;
  if ([ends_on, expires].some((day) => day != null && day <= today)) return state;
  const begins = addDays(localDateAt(next_billing_at, time_zone), lead);
  const isOfPeriod = [current_period_end, trial_end, start_date].includes(begins);
  return begins > today && isOfPeriod ? { ...state, next_billing_at: startOfDay(begins, time_zone) } : state;
}

/** What was written down when days were billed that have not begun; null where they have. */
async function billedEarly(
  tx: Tx,
  { tenant_id }: OperationContext,
  { id, status, time_zone, current_period_start }: SubscriptionState,
  at: Date,
): Promise<Remembered | null> {
  // One that waits for its first payment is billed once.
  if (status === 'paused' || status === 'incomplete') return null;
  const where = { tenant_id_id: { tenant_id, id } };
  const { billed_early } = await tx.subscription.findUniqueOrThrow({ where, select: { billed_early: true } });
  const early = billed_early as Remembered | null;
  if (early === null) return null;
  const today = localDateAt(at, time_zone);
  const isOfThisPeriod = early.current_period_start === current_period_start;
  const isOfLast = early.current_period_end === current_period_start && early.current_period_start <= today;
  return today < early.begins_on && (isOfThisPeriod || isOfLast) ? early : null;
}

interface EarlyLine {
  id: string;
  invoice_id: string;
  position: number;
}

/** The charges for days that have not begun, by invoice; of a trial that is left, what it was to begin with as well. */
async function loadEarlyLines(
  client: SqlClient,
  { tenant_id }: OperationContext,
  id: string,
  { begins_on, isLeft }: { begins_on: LocalDate; isLeft: boolean },
): Promise<Map<string, EarlyLine[]>> {
  const { rows } = await client.query(
    `SELECT it.id, it.invoice_id, it.position FROM subscription_items si
       JOIN invoice_items it ON it.tenant_id = si.tenant_id AND it.subscription_item_id = si.id
                            AND it.credits_item_id IS NULL AND it.released_at IS NULL AND it.service_start >= $3::date
      WHERE si.tenant_id = $1::uuid AND si.subscription_id = $2::uuid
      UNION ALL
     SELECT it.id, it.invoice_id, it.position FROM pending_invoice_items w
       JOIN invoice_items it ON it.tenant_id = w.tenant_id AND it.id = w.invoice_item_id AND it.released_at IS NULL
      WHERE $4 AND w.tenant_id = $1::uuid AND w.subscription_id = $2::uuid AND w.kind = 'manual'
      ORDER BY invoice_id, position`,
    [tenant_id, id, begins_on, isLeft],
  );
  return Map.groupBy(rows as EarlyLine[], ({ invoice_id }) => invoice_id);
}

interface TakenBack {
  lines: readonly EarlyLine[];
  reason: string;
  rest: 'account_credit' | 'refund';
}

/** Answers the credit note, where there is one. */
async function takeBack(tx: Tx, ctx: OperationContext, invoice: InvoiceRow, back: TakenBack): Promise<string | null> {
  const { id } = invoice;
  const status = invoice.status as InvoiceStatus;
  if (status === 'void') return null;
  const taken = new Set(back.lines.map((line) => line.position));
  const others = invoice.items.filter(({ position }) => !taken.has(position));
  const isUntouched = invoice.amount_paid === 0n && invoice.amount_credited === 0n;
  // One that account credit has paid wholly is paid, though no money came in; it is not void any more.
  const isVoidable = status !== 'uncollectible' && canTransition(status, 'void');
  if (others.length === 0 && isUntouched && isVoidable) {
    await changeInvoiceStatus(tx, ctx, { id, status: 'void', void_reason: back.reason });
    return null;
  }
  const rest = others.reduce((sum, { amount, discount_amount }) => sum + amount - discount_amount, 0n);
  if (status === 'draft' && others.length > 0 && rest >= 0n) {
    await editDraft(sqlClientOf(tx), ctx, { id }, async ({ head, items }) => ({
      ...{ head, added: [], kept: items.filter(({ position }) => !taken.has(position)) },
    }));
    return null;
  }
  if (status === 'draft') await finalizeDraft(tx, ctx, invoice);
  else if (!isCreditable(status)) return null;
  const invoice_items = await stillCharged(tx, ctx, invoice, taken);
  if (invoice_items.length === 0) return null;
  return issueCreditNote(tx, ctx, { invoice_id: id, reason: back.reason, invoice_items, disposition: back.rest });
}

/** Nothing is given back of a line of nothing, such as no seats, and of one that somebody has credited already. */
async function stillCharged(
  tx: Tx,
  { tenant_id }: OperationContext,
  invoice: InvoiceRow,
  taken: ReadonlySet<number>,
): Promise<{ position: number }[]> {
  const { credits } = await loadEarlierNotes(tx, tenant_id, invoice.id);
  const { items } = creditableRest(toCreditableInvoice(invoice), credits);
  return items.flatMap(({ position, amount }) => (taken.has(position) && amount !== 0n ? [{ position }] : []));
}

/** So that the period can be billed again. What was taken off a draft is not there any more. */
async function releaseLines(client: SqlClient, ctx: OperationContext, lines: readonly EarlyLine[]): Promise<void> {
  await client.query(
    'UPDATE invoice_items SET released_at = $3::timestamptz WHERE tenant_id = $1::uuid AND id = ANY($2::uuid[])',
    [ctx.tenant_id, lines.map(({ id }) => id), ctx.clock.now()],
  );
}

/** To the period that runs, with what was scheduled for the one to come scheduled again. */
async function goBack(client: SqlClient, ctx: OperationContext, id: string, early: Remembered): Promise<void> {
  const { tenant_id, clock } = ctx;
  if (early.change_id !== null) await scheduleAgain(client, tenant_id, early.change_id);
  await client.query(
    `UPDATE subscriptions SET cycle_index = $3::int, current_period_start = $4::date, current_period_end = $5::date,
            anchor_date = $6::date, plan_version_id = $7::uuid, contract_ends_on = $8::date, next_billing_at = $9::timestamptz,
            billed_early = NULL, updated_at = $10::timestamptz
      WHERE tenant_id = $1::uuid AND id = $2::uuid`,
    [
      ...[tenant_id, id, early.cycle_index, early.current_period_start, early.current_period_end, early.anchor_date],
      ...[early.plan_version_id, early.contract?.ends_on ?? null, early.next_billing_at, clock.now()],
    ],
  );
  // Days that were fixed for what has not begun, as by an end taken back, are not those that an item is paid for now.
  await client.query(
    `UPDATE subscription_items SET service_start = NULL, service_end = NULL
      WHERE tenant_id = $1::uuid AND subscription_id = $2::uuid AND state = 'current' AND service_start >= $3::date`,
    [tenant_id, id, early.begins_on],
  );
}

/**
 * Many of them where they stood before days were billed that have not begun, without their bills and what those change: for
 * who only looks, and takes it back. Who got a scheduled change with the bill stays.
 */
export async function goBackFromEarly(
  client: SqlClient,
  tenantId: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  const early = (field: string) => `(s.billed_early ->> '${field}')`;
  await client.query(
    `UPDATE subscriptions s
        SET cycle_index = ${early('cycle_index')}::int, current_period_start = ${early('current_period_start')}::date,
            current_period_end = ${early('current_period_end')}::date, anchor_date = ${early('anchor_date')}::date,
            contract_ends_on = (s.billed_early -> 'contract' ->> 'ends_on')::date, billed_early = NULL,
            next_billing_at = LEAST(${early('begins_on')}, ${early('current_period_end')})::timestamp AT TIME ZONE s.time_zone
      WHERE s.tenant_id = $1::uuid AND s.id = ANY($2::uuid[]) AND s.status NOT IN ('paused', 'incomplete', 'canceled', 'expired')
        AND s.billed_early IS NOT NULL AND ${early('change_id')} IS NULL
        AND (s.current_period_start = ${early('current_period_start')}::date OR s.current_period_start = ${early('current_period_end')}::date)
        AND ($3::timestamptz AT TIME ZONE s.time_zone)::date BETWEEN ${early('current_period_start')}::date AND ${early('begins_on')}::date - 1`,
    [tenantId, ids, at],
  );
}

async function scheduleAgain(client: SqlClient, tenantId: string, changeId: string): Promise<void> {
  const values = [tenantId, changeId];
  await client.query(
    `UPDATE subscription_items SET state = 'scheduled' WHERE tenant_id = $1::uuid AND change_id = $2::uuid AND state = 'current'`,
    values,
  );
  await client.query(
    `UPDATE subscription_items si SET state = 'current', ended_on = NULL FROM subscription_changes ch
      WHERE ch.tenant_id = $1::uuid AND ch.id = $2::uuid AND si.tenant_id = ch.tenant_id
        AND si.subscription_id = ch.subscription_id AND ch.details -> 'ends' ? si.id::text`,
    values,
  );
  await client.query(
    `UPDATE subscription_changes SET status = 'scheduled', applied_at = NULL WHERE tenant_id = $1::uuid AND id = $2::uuid`,
    values,
  );
}
