import type { BillInvoiceAgain } from '@revenue/billing-core/billing-runs';
import { BillingError } from '@revenue/billing-core/errors';
import type { Invoice } from '@revenue/billing-core/invoices';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import { planLineAgain } from '@revenue/billing-core/subscriptions';
import { startOfDay } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { changeInvoiceStatus } from '../invoices/change-invoice-status.ts';
import { getInvoice } from '../invoices/get-invoice.ts';
import { type InvoiceDraftRow, insertInvoices } from '../invoices/insert-invoices.ts';
import { loadInvoice } from '../invoices/queries.ts';
import { insertWaitingLines } from '../subscriptions/write-waiting-lines.ts';
import { loadUsageTotals } from '../usage/load-usage-totals.ts';
import { type DueSubscription, loadSubscriptionsByItem } from './load-due-subscriptions.ts';
import {
  loadOneOffLines,
  loadReleasedLines,
  type ReleasedLine,
  type RepeatedLines,
  splitReleased,
  toRepeated,
} from './load-released-lines.ts';
import { settleWaitingLines, type WaitingLine } from './load-waiting-lines.ts';
import { type ChargedSubscription, consolidate, loadSeller } from './plan-customers.ts';

/**
 * Bills the periods of an invoice again: voids it where that has not happened yet, and makes a draft for the same items
 * and periods, priced anew, with the usage that they have now. What a change gave
 * back is given back again. Lines added by hand are not repeated, but for those that a
 * subscription began with. A period is never on
 * two live lines: the old ones are released in the transaction that writes the new ones.
 *
 * Each account is billed to who pays for it now. Where these were one and are several by now, each gets a draft, and the
 * one of the customer of before is answered.
 *
 * @throws BillingError not_found; illegal_transition where it may not be voided, or where it has no period left to bill
 */
export async function billInvoiceAgain(
  ctx: OperationContext,
  { id, version, void_reason }: BillInvoiceAgain,
): Promise<Invoice> {
  await voidFirst(ctx, { id, version, void_reason });
  const answered = await ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const voided = await lockVoid(client, ctx.tenant_id, id);
    const released = await releaseLines(client, ctx, voided);
    const subscriptions = await loadSubscriptionsByItem(
      client,
      ctx.tenant_id,
      released.map((line) => line.subscription_item_id),
    );
    const now = ctx.clock.now();
    const { anew, copies } = splitReleased(released, now);
    const charged = await planAgain(client, ctx.tenant_id, subscriptions, anew);
    const copied = copies.map((copy) => ({ copy, ...ownerOf(subscriptions, copy.line) }));
    const oneOff = await loadOneOffLines(client, ctx.tenant_id, id, { subscriptions, now });
    const repeated = [...copied.map(({ copy, subscription }) => toRepeated(copy, subscription)), ...oneOff];
    // Without lines priced anew it still has its repeated ones.
    const all = [...charged, ...copied.map(({ subscription }) => ({ subscription, lines: [] }))];
    const seller = await loadSeller(client, ctx.tenant_id);
    const drafts = consolidate(all, seller, now, repeated).map(({ customer_name: _, auto_send: __, ...draft }) => ({
      ...draft,
      replaces_invoice_id: id,
    }));
    if (drafts.length === 0) throw nothingLeft(voided.invoice_number, 'nothing is to be charged for them now');
    const made = await insertInvoices(client, ctx, drafts);
    await keepOneOffLines(client, ctx, oneOff, drafts);
    const stored = made[drafts.findIndex(({ customer_id }) => customer_id === voided.customer_id)] ?? made[0];
    if (!stored) throw new Error('an invoice was inserted without coming back');
    return stored;
  });
  return getInvoice(ctx, { id: answered.id });
}

/** So that they come along once more, should this one be billed again as well. */
async function keepOneOffLines(
  client: SqlClient,
  ctx: OperationContext,
  lines: readonly WaitingLine[],
  drafts: readonly InvoiceDraftRow[],
): Promise<void> {
  const billed = new Set(drafts.flatMap(({ items }) => items.map(({ id }) => id)));
  const kept = lines.filter(({ id }) => billed.has(id)).map((line) => ({ ...line, origin: null, waited: true }));
  await insertWaitingLines(client, ctx, kept, null, 'first_invoice');
  const ids = kept.map(({ id }) => id);
  await settleWaitingLines(client, ctx.tenant_id, ctx.clock.now(), ids);
}

/** In a transaction of its own: a void invoice can be billed again at any time. */
async function voidFirst(ctx: OperationContext, { id, version, void_reason }: BillInvoiceAgain): Promise<void> {
  await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const { status, items, invoice_number } = await loadInvoice(tx, ctx.tenant_id, id);
    if (status === 'void') return;
    if (!items.some(({ subscription_item_id }) => subscription_item_id !== null)) {
      throw nothingLeft(invoice_number, 'all its lines were added by hand; make a new invoice instead');
    }
    await changeInvoiceStatus(tx, ctx, { id, version, status: 'void', void_reason });
  });
}

interface VoidInvoice {
  id: string;
  customer_id: string;
  invoice_number: string;
}

async function lockVoid(client: SqlClient, tenantId: string, id: string): Promise<VoidInvoice> {
  const { rows } = await client.query(
    `SELECT id, invoice_number, customer_id FROM invoices WHERE tenant_id = $1 AND id = $2 AND status = 'void' FOR UPDATE`,
    [tenantId, id],
  );
  const [invoice] = rows as VoidInvoice[];
  if (!invoice) throw new BillingError('illegal_transition', 'Only the periods of a void invoice are billed again.');
  return invoice;
}

async function releaseLines(
  client: SqlClient,
  ctx: OperationContext,
  { id, invoice_number }: VoidInvoice,
): Promise<ReleasedLine[]> {
  const { rows } = await client.query(
    `UPDATE invoice_items SET released_at = $3
      WHERE tenant_id = $1 AND invoice_id = $2 AND subscription_item_id IS NOT NULL AND released_at IS NULL
      RETURNING id`,
    [ctx.tenant_id, id, ctx.clock.now()],
  );
  if (rows.length > 0) {
    const ids = (rows as { id: string }[]).map((row) => row.id);
    return loadReleasedLines(client, ctx.tenant_id, ids);
  }
  const { rows: others } = await client.query(
    'SELECT invoice_number FROM invoices WHERE tenant_id = $1 AND replaces_invoice_id = $2 ORDER BY id',
    [ctx.tenant_id, id],
  );
  const numbers = (others as { invoice_number: string }[]).map((other) => other.invoice_number).join(', ');
  throw nothingLeft(invoice_number, numbers ? `they are on ${numbers} already` : 'it has no lines of subscriptions');
}

async function planAgain(
  client: SqlClient,
  tenantId: string,
  subscriptions: DueSubscription[],
  released: RepeatedLines['anew'],
): Promise<ChargedSubscription[]> {
  const wanted = released.map((line) => ({ ...line, ...ownerOf(subscriptions, line) }));
  const windows = wanted.flatMap(({ id, subscription, component: { meter_id }, service_start, service_end }) => {
    if (meter_id === null) return [];
    const from = startOfDay(service_start, subscription.time_zone);
    const to = startOfDay(service_end, subscription.time_zone);
    return [{ line_id: id, customer_id: subscription.customer.id, meter_id, from, to }];
  });
  const totals = await loadUsageTotals(client, tenantId, windows);
  const used = new Map(windows.map(({ line_id }, at) => [line_id, totals[at] ?? '0']));
  return wanted.flatMap(({ id, subscription, subscription_item_id, service_start, service_end }) => {
    const input = { subscription, usage: () => used.get(id) ?? '0', rounding: DEFAULT_ROUNDING };
    const line = planLineAgain(input, subscription_item_id, { start: service_start, end: service_end });
    return line === null ? [] : [{ subscription, lines: [line] }];
  });
}

function ownerOf(subscriptions: DueSubscription[], { subscription_item_id }: { subscription_item_id: string }) {
  for (const subscription of subscriptions) {
    const component = subscription.plan.components.find((item) => item.subscription_item_id === subscription_item_id);
    if (component) return { subscription, component };
  }
  throw new BillingError('not_found', `There is no subscription item ${subscription_item_id}.`);
}

function nothingLeft(invoiceNumber: string, why: string): BillingError {
  return new BillingError('illegal_transition', `Invoice ${invoiceNumber} has no period to bill again: ${why}.`);
}
