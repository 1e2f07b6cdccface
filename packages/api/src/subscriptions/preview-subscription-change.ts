import { wireAmount, wireDecimal } from '@revenue/billing-core/money';
import {
  isLiveSubscription,
  type LifecycleCommand,
  type PreviewSubscriptionChange,
  type Settlement,
  type SubscriptionChangePreview,
} from '@revenue/billing-core/subscriptions';
import { startOfDay } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import { loadSubscriptionToBill } from '../billing-runs/load-due-subscriptions.ts';
import type { OperationContext } from '../context.ts';
import { type CreditNoteRow, creditNoteInclude, toCreditNoteView } from '../credit-notes/view.ts';
import { loadInvoice } from '../invoices/queries.ts';
import { toInvoiceView } from '../invoices/view.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { type ChangeOutcome, changeSubscription } from './change-subscription.ts';
import { cancelSubscription } from './lifecycle/cancel-subscription.ts';
import { carryOutCommand } from './lifecycle/carry-out-command.ts';
import { type LifecycleOutcome, loadLocked } from './lifecycle/lifecycle-outcome.ts';
import { planNextInvoices } from './plan-next-invoices.ts';
import { loadSubscription } from './queries.ts';
import { takeBack } from './take-back.ts';
import { toSubscriptionView } from './view.ts';

/**
 * What a change would do, in money: it is carried out by the very operation that changes, looked at, and taken back with
 * its transaction. Nothing of it stays, and nothing of it can differ.
 *
 * @throws BillingError as the change
 */
export async function previewSubscriptionChange(
  ctx: OperationContext,
  { id, version, action, on, settle, resumes_on, periods, ...asked }: PreviewSubscriptionChange,
): Promise<SubscriptionChangePreview> {
  return takeBack(ctx, async (tx) => {
    if (action !== 'change') {
      const command = toCommand({ id, version, action, on, settle, resumes_on, periods, when: asked.when });
      const outcome = { ...(await carryOutCommand(tx, ctx, command)), direction: null };
      return toPreview(tx, ctx, outcome, command.action === 'cancel' ? command.settle : 'none');
    }
    const before = await loadSubscription(tx, ctx.tenant_id, id);
    requireVersion('subscription', before.version, version);
    return toPreview(tx, ctx, toPreviewed(await changeSubscription(tx, ctx, id, asked)));
  });
}

type Asked = Omit<PreviewSubscriptionChange, 'action'> & { action: LifecycleCommand['action'] };

function toCommand({ id, version, action, on, settle, resumes_on, periods, when }: Asked): LifecycleCommand {
  if (action === 'cancel') return { id, version, action, on, settle: settle ?? 'none', when: when ?? 'period_end' };
  if (action === 'pause') return { id, version, action, resumes_on, settle: settle === 'credit' ? 'credit' : 'none' };
  return { id, version, action, ...(action === 'resume' ? { periods } : {}) };
}

type Previewed = LifecycleOutcome & Pick<SubscriptionChangePreview, 'direction'>;

/** A change that is to come bills its lines with the renewal. */
function toPreviewed({ planned, ...outcome }: ChangeOutcome): Previewed {
  const { effective_on, direction, when } = planned;
  return { ...outcome, effective_on, direction, when, lines: when === 'now' ? planned.lines : [] };
}

/**
 * An end to come in the documents that it makes on its day, taxes and all: it is carried out as the tick will, with the
 * usage so far. null where it makes none: what is owed then is the run's, and nothing is billed beyond it.
 */
async function endToCome(
  tx: Tx,
  ctx: OperationContext,
  { when, effective_on, state: before, lines }: Previewed,
  settle: Settlement,
): Promise<{ made: LifecycleOutcome; after_run: boolean } | null> {
  if (when === 'now') return null;
  const state = await loadLocked(tx, ctx, before.id);
  if (state.ends_on !== effective_on || !isLiveSubscription(state.status)) return null;
  const at = startOfDay(effective_on, state.time_zone);
  const { next_billing_at } = state;
  // The run comes first, and leaves nothing due: only what is billed beyond the end is left to give back.
  const after_run = next_billing_at !== null && next_billing_at <= at;
  if (after_run && lines.length === 0) return null;
  const then = { ...ctx, clock: { now: () => at } };
  const standing = after_run ? { ...state, next_billing_at: null } : state;
  return {
    made: await cancelSubscription(tx, then, standing, { when: 'now', settle }, { at, status: 'canceled' }),
    after_run,
  };
}

async function toPreview(
  tx: Tx,
  ctx: OperationContext,
  outcome: Previewed,
  settle: Settlement = 'none',
): Promise<SubscriptionChangePreview> {
  const { effective_on, direction, when, state } = outcome;
  const { currency } = state;
  const subscription_after = toSubscriptionView(await loadSubscription(tx, ctx.tenant_id, state.id));
  const next_invoice = await nextInvoice(tx, ctx, state.id);
  const end = await endToCome(tx, ctx, outcome, settle);
  const { lines, net, invoice_id } = end?.made ?? outcome;
  // An early bill is taken back when the end is asked for, not when it comes.
  const notes = await loadNotes(tx, ctx, [...outcome.credit_note_ids, ...(end?.made.credit_note_ids ?? [])]);
  const sum = (of: (note: CreditNoteRow) => bigint) =>
    wireAmount(
      notes.reduce((total, note) => total + of(note), 0n),
      currency,
    );
  return {
    effective_on,
    direction,
    when,
    currency,
    lines: linesOf(lines, currency),
    net: wireAmount(net, currency),
    invoice: invoice_id === null ? null : toInvoiceView(await loadInvoice(tx, ctx.tenant_id, invoice_id)),
    waits: when === 'now' && outcome.waits && invoice_id === null && notes.length === 0,
    credit_notes: notes.map(toCreditNoteView),
    account_credit: sum(({ account_credit_amount }) => account_credit_amount),
    refund: sum(({ refund_amount }) => refund_amount),
    subscription_after,
    next_invoice: end === null || end.after_run ? next_invoice : null,
  };
}

function linesOf(lines: Previewed['lines'], currency: string): SubscriptionChangePreview['lines'] {
  return lines.map(({ type, description, quantity, amount, service_start, service_end }) => ({
    type,
    description,
    quantity: wireDecimal(quantity),
    amount: wireAmount(amount, currency),
    service_period: { start: service_start, end: service_end },
  }));
}

async function loadNotes(tx: Tx, { tenant_id }: OperationContext, ids: readonly string[]): Promise<CreditNoteRow[]> {
  const rows = await tx.creditNote.findMany({ where: { tenant_id, id: { in: [...ids] } }, include: creditNoteInclude });
  return rows.sort((left, right) => ids.indexOf(left.id) - ids.indexOf(right.id));
}

async function nextInvoice(tx: Tx, { tenant_id, clock }: OperationContext, id: string) {
  const client = sqlClientOf(tx);
  const subscription = await loadSubscriptionToBill(client, tenant_id, id);
  if (subscription === undefined) return null;
  const [next] = await planNextInvoices(client, tenant_id, subscription, { count: 1, now: clock.now() });
  return next ?? null;
}
