import type { ChangeMoney } from '@revenue/billing-core/subscriptions';
import { lineTaxRates } from '@revenue/billing-core/taxes';
import { localDateAt } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { sendInvoices } from '@revenue/jobs/catalogue';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { loadWaitingLines, settleWaitingLines } from '../billing-runs/load-waiting-lines.ts';
import { loadSeller, type Seller, toPlannedInvoice, waitingItem } from '../billing-runs/plan-customers.ts';
import type { OperationContext } from '../context.ts';
import type { AskedItem } from '../invoices/compute-draft.ts';
import { editDraft } from '../invoices/edit-draft.ts';
import { finalizeDraft } from '../invoices/finalize-draft.ts';
import { insertInvoices } from '../invoices/insert-invoices.ts';
import { lockInvoice } from '../invoices/queries.ts';
import { itemTaxesFromJson } from '../invoices/stored-tax.ts';
import { toTaxRate } from '../invoices/to-tax-rate.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import type { SubscriptionState } from './load-state.ts';
import { type MoneyLine, type MoneyPlan, type MoneyTerms, planMoney } from './plan-money.ts';
import { writeCreditNotes } from './write-credit-notes.ts';
import { dropWaitingLines, insertWaitingLines } from './write-waiting-lines.ts';

/** What the money of a change is for, and where what is left of credits goes. */
export interface MoneyChange extends MoneyTerms {
  change_id: string;
  /** As it reads on a credit note. */
  reason: string;
  /** Where what settles no debt goes: the account of who pays, unless it is to be paid back. */
  rest?: 'account_credit' | 'refund';
}

/** The documents that a change made. */
export interface AppliedMoney {
  invoice_id: string | null;
  credit_note_ids: string[];
  /** Lines of it wait for the next invoice. */
  waits: boolean;
  /** Minor units before tax, after discounts. */
  net: bigint;
}

/**
 * Writes the lines of a change: as an invoice, on the draft that they give back of, as lines that wait for the next
 * invoice, or as credit notes; `planMoney` says which. Previews call it too, and take all of it back.
 *
 * @throws BillingError of the documents, such as credit_exceeds_invoice
 */
export async function applyMoney(
  tx: Tx,
  ctx: OperationContext,
  state: SubscriptionState,
  money: Pick<ChangeMoney, 'lines' | 'net' | 'billing'>,
  change: MoneyChange,
): Promise<AppliedMoney> {
  const client = sqlClientOf(tx);
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const all = await loadWaitingLines(client, tenant_id, { subscription_ids: [state.id], lock: true });
  // What waits for a first invoice does not come before a day that is paid for, and a pause that began later has billed it.
  const isPaid =
    (state.trial_end ?? state.start_date) <= localDateAt(now, state.time_zone) &&
    !(state.status === 'paused' && change.invoicing === 'now');
  const waiting = all.filter(({ waits_for }) => waits_for === 'next_invoice' || isPaid);
  const drafts = await loadDrafts(client, tenant_id, state);
  const plan = planMoney(state, money, change, waiting, drafts, () => newId(now));
  for (const id of plan.finalizes) await finalizeDraft(tx, ctx, await lockInvoice(tx, tenant_id, id));
  const invoice_id = plan.invoice && (await writeInvoice(client, ctx, state, plan.invoice));
  // What waited and is given back by credit notes now waits no longer, or it would count twice.
  await dropWaitingLines(client, ctx, plan.drops);
  const credit_note_ids = await writeCreditNotes(tx, ctx, plan, change);
  await insertWaitingLines(client, ctx, plan.waits, change.change_id);
  return { invoice_id, credit_note_ids, waits: plan.waits.length > 0, net: plan.net };
}

/** The drafts with lines of these items, and what each comes to before tax. */
async function loadDrafts(
  client: SqlClient,
  tenantId: string,
  { lines }: SubscriptionState,
): Promise<Map<string, bigint>> {
  const ids = [...lines.values()].flatMap(({ invoice }) => (invoice?.status === 'draft' ? [invoice.id] : []));
  if (ids.length === 0) return new Map();
  const { rows } = await client.query(
    `SELECT id, (subtotal - discount_total)::text AS net FROM invoices
      WHERE tenant_id = $1::uuid AND id = ANY($2::uuid[]) AND status = 'draft' ORDER BY id FOR UPDATE`,
    [tenantId, ids],
  );
  return new Map((rows as { id: string; net: string }[]).map(({ id, net }) => [id, BigInt(net)]));
}

async function writeInvoice(
  client: SqlClient,
  ctx: OperationContext,
  state: SubscriptionState,
  { lines, draft_id }: NonNullable<MoneyPlan['invoice']>,
): Promise<string> {
  const { tenant_id } = ctx;
  const seller = await loadSeller(client, tenant_id);
  const tax_rates = lineTaxRates(undefined, seller, state.payer);
  const taxed = await withCreditedTaxes(client, tenant_id, lines);
  const items = taxed.map((line) => waitingItem(line, state.payer, tax_rates));
  const invoice_id = draft_id ?? (await makeInvoice(client, ctx, state, items, seller));
  if (draft_id !== null) await addToDraft(client, ctx, draft_id, items);
  const waited = lines.filter((line) => line.waited).map(({ id }) => id);
  await settleWaitingLines(client, tenant_id, ctx.clock.now(), waited);
  return invoice_id;
}

async function makeInvoice(
  client: SqlClient,
  ctx: OperationContext,
  { payer, cycle, currency }: SubscriptionState,
  items: readonly AskedItem[],
  seller: Seller,
): Promise<string> {
  const planned = toPlannedInvoice({ payer, cycle, plan: { currency } }, items, seller, ctx.clock.now());
  const { customer_name: _, auto_send, ...draft } = planned;
  const [stored] = await insertInvoices(client, ctx, [draft]);
  if (!stored) throw new Error('an invoice was inserted without coming back');
  const { tenant_id } = ctx;
  if (auto_send) await ctx.jobs.enqueue(client, sendInvoices, { tenant_id, invoice_ids: [stored.id] });
  return stored.id;
}

/** The draft keeps its head; its due day follows from its own terms. */
async function addToDraft(client: SqlClient, ctx: OperationContext, id: string, added: AskedItem[]): Promise<void> {
  await editDraft(client, ctx, { id }, async ({ head, items: kept }) => ({ head, kept, added }));
}

/** What gives back of a line is taxed as that was. */
async function withCreditedTaxes(
  client: SqlClient,
  tenantId: string,
  lines: readonly MoneyLine[],
): Promise<MoneyLine[]> {
  const ids = lines.flatMap(({ origin }) => (origin?.invoice ? [origin.line_id] : []));
  if (ids.length === 0) return [...lines];
  const { rows } = await client.query(
    'SELECT id, taxes, tax_inclusive FROM invoice_items WHERE tenant_id = $1::uuid AND id = ANY($2::uuid[])',
    [tenantId, ids],
  );
  const found = rows as { id: string; taxes: unknown; tax_inclusive: boolean }[];
  const taxes = new Map(
    found.map((row) => [
      row.id,
      { tax_rates: itemTaxesFromJson(row.taxes).map(toTaxRate), tax_inclusive: row.tax_inclusive },
    ]),
  );
  return lines.map((line) => ({ ...line, credited_taxes: taxes.get(line.origin?.line_id ?? '') ?? null }));
}
