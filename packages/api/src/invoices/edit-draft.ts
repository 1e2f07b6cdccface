import { BillingError } from '@revenue/billing-core/errors';
import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import type { Derivation } from '@revenue/billing-core/money';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { requireVersion } from '../rest/version-tag.ts';
import type { AskedDiscount } from './asked-discount.ts';
import type { ItemSetting } from './complete-items.ts';
import { type AskedItem, type ComputedDraft, computeDraft, type DraftTerms } from './compute-draft.ts';
import { refuseNegativeTotal } from './create-invoice.ts';
import { insertInvoiceItems } from './insert-invoices.ts';
import { invoiceNotFound } from './queries.ts';
import { refuseOverCredited } from './refuse-over-credited.ts';
import { requireWireAmounts } from './require-wire-amounts.ts';
import { itemTaxesFromJson, type StoredItemTax, taxesToJson } from './stored-tax.ts';
import { TAX_PARTIES, type TaxPartiesRow, toTaxParties } from './tax-parties.ts';
import { toTaxRate } from './to-tax-rate.ts';
import { updateItemFigures } from './update-item-figures.ts';
import { toAskedDiscountView, toTotalsView } from './view.ts';

export interface DraftHead extends AskedDiscount {
  id: string;
  invoice_number: string;
  status: InvoiceStatus;
  version: number;
  currency: string;
  issue_date: string;
  due_date: string;
  payment_terms: string;
  notes: string | null;
  terms: string | null;
  purchase_order_number: string | null;
  prices_include_tax: boolean;
  metadata: object;
}

export interface DraftItem extends AskedDiscount {
  id: string;
  kind: 'manual' | 'recurring' | 'usage' | 'one_time';
  position: number;
  amount: string;
  quantity: string;
  unit_price: string | null;
  description: string;
  tax_inclusive: boolean;
  taxes: StoredItemTax[];
  derivation: Derivation;
}

/** What becomes of a draft: its head, the items that stay and the ones that join. */
export interface DraftEdit {
  head: Pick<
    DraftHead,
    | 'issue_date'
    | 'payment_terms'
    | 'percent_off'
    | 'amount_off'
    | 'prices_include_tax'
    | 'notes'
    | 'terms'
    | 'purchase_order_number'
    | 'metadata'
  > & { due_date?: string };
  kept: DraftItem[];
  added: AskedItem[];
}

/** `setting` is what new items of this invoice are completed for. */
export interface Draft {
  head: DraftHead;
  setting: ItemSetting;
  items: DraftItem[];
}

/**
 * Changes a draft under lock: items are removed and added, all figures computed anew by the same function that made them.
 * Stored items keep their price, explanation and rates; what they bear of a discount of the invoice follows it.
 *
 * @throws BillingError not_found, version_conflict, illegal_transition when it is no draft any more, validation_failed for a
 * discount of what is given back
 */
export async function editDraft(
  client: SqlClient,
  ctx: OperationContext,
  target: { id: string; version?: number | undefined },
  edit: (draft: Draft) => Promise<DraftEdit>,
): Promise<void> {
  const draft = await lockDraft(client, ctx.tenant_id, target);
  const { head, kept, added } = await edit(draft);
  const { currency } = draft.head;
  const terms = termsOf(head, currency);
  const computed = computeDraft(terms, [...kept.map((item) => toAsked(item, head.prices_include_tax)), ...added]);
  refuseNegativeTotal(computed.total);
  await refuseOverCredited(client, ctx.tenant_id, kept, computed);
  const amounts = computed.items.map(({ amount }) => amount);
  requireWireAmounts(currency, [computed.subtotal, computed.total, computed.tax_total, ...amounts]);
  await replaceItems(client, ctx, draft, kept, computed);
  await updateHead(client, ctx, draft.head, head, computed);
}

function termsOf(head: DraftEdit['head'], currency: string): DraftTerms {
  const { issue_date, payment_terms, due_date, percent_off, amount_off, prices_include_tax } = head;
  const due = due_date === undefined ? {} : { due_date };
  return { currency, issue_date, payment_terms, ...due, percent_off, amount_off, prices_include_tax };
}

/** A stored item as one that was rated already. Whether it contains tax is decided anew for what was added by hand. */
function toAsked(item: DraftItem, pricesIncludeTax: boolean): AskedItem {
  const { kind, description, quantity, unit_price, amount, derivation, percent_off, amount_off, taxes } = item;
  return {
    item: { kind, description, quantity, unit_price, amount: BigInt(amount), derivation },
    percent_off,
    amount_off,
    tax_rates: taxes.map(toTaxRate),
    tax_inclusive: kind === 'manual' ? pricesIncludeTax : item.tax_inclusive,
  };
}

type HeadRow = Omit<DraftHead, 'amount_off'> & TaxPartiesRow & { amount_off: string | null };

async function lockDraft(
  client: SqlClient,
  tenantId: string,
  { id, version }: { id: string; version?: number | undefined },
): Promise<Draft> {
  const heads = await client.query(
    `SELECT i.id, i.invoice_number, i.status, i.version, i.currency, i.issue_date::text, i.due_date::text, i.payment_terms,
            i.notes, i.terms, i.purchase_order_number, i.metadata, trim_scale(i.percent_off)::text AS percent_off,
            i.amount_off::text, i.prices_include_tax, ${TAX_PARTIES}
       FROM invoices i
       JOIN customers c ON c.tenant_id = i.tenant_id AND c.id = i.customer_id
       JOIN tenants t ON t.id = i.tenant_id
      WHERE i.tenant_id = $1 AND i.id = $2 FOR UPDATE OF i`,
    [tenantId, id],
  );
  const [row] = heads.rows as HeadRow[];
  if (!row) throw invoiceNotFound(id);
  requireVersion('invoice', row.version, version);
  if (row.status !== 'draft') {
    throw new BillingError(
      'illegal_transition',
      `Invoice ${row.invoice_number} is ${row.status}; only a draft can be edited. Void it and make another, or correct it with a credit note.`,
    );
  }
  const setting = { currency: row.currency, ...toTaxParties(row) };
  return { head: toHead(row), setting, items: await loadDraftItems(client, tenantId, id) };
}

function toHead(row: HeadRow): DraftHead {
  const { id, invoice_number, status, version, currency, issue_date, due_date, payment_terms } = row;
  const { notes, terms, purchase_order_number, prices_include_tax, metadata, percent_off } = row;
  const amount_off = row.amount_off === null ? null : BigInt(row.amount_off);
  const texts = { notes, terms, purchase_order_number, metadata };
  const dates = { issue_date, due_date, payment_terms };
  return {
    id,
    invoice_number,
    status,
    version,
    currency,
    ...dates,
    percent_off,
    amount_off,
    prices_include_tax,
    ...texts,
  };
}

async function loadDraftItems(client: SqlClient, tenantId: string, invoiceId: string): Promise<DraftItem[]> {
  const { rows } = await client.query(
    `SELECT id, kind, position, amount::text, trim_scale(quantity)::text AS quantity, trim_scale(unit_price)::text AS unit_price,
            description, trim_scale(percent_off)::text AS percent_off, amount_off::text, tax_inclusive, taxes, derivation
       FROM invoice_items WHERE tenant_id = $1 AND invoice_id = $2 ORDER BY position`,
    [tenantId, invoiceId],
  );
  return (rows as (Omit<DraftItem, 'amount_off' | 'taxes'> & { amount_off: string | null; taxes: unknown })[]).map(
    (row) => ({
      ...row,
      amount_off: row.amount_off === null ? null : BigInt(row.amount_off),
      taxes: itemTaxesFromJson(row.taxes),
    }),
  );
}

async function replaceItems(
  client: SqlClient,
  ctx: OperationContext,
  draft: Draft,
  kept: DraftItem[],
  computed: ComputedDraft,
): Promise<void> {
  const keptIds = new Set(kept.map((item) => item.id));
  const removed = draft.items.filter((item) => !keptIds.has(item.id)).map((item) => item.id);
  // What was charged beside a plan, and somebody takes off its first invoice, is billed nowhere.
  await client.query(
    `UPDATE pending_invoice_items SET status = 'dropped', invoice_item_id = NULL
      WHERE tenant_id = $1 AND invoice_item_id = ANY($2::uuid[])`,
    [ctx.tenant_id, removed],
  );
  await client.query('DELETE FROM invoice_items WHERE tenant_id = $1 AND invoice_id = $2 AND id = ANY($3::uuid[])', [
    ctx.tenant_id,
    draft.head.id,
    removed,
  ]);
  await updateItemFigures(client, ctx.tenant_id, kept, computed.items);
  // Positions are never used again while the draft lives, so a place named in a message stays meant.
  const last = Math.max(0, ...draft.items.map((item) => item.position));
  const added = computed.items
    .slice(kept.length)
    .map((item, at) => ({ ...item, invoice_id: draft.head.id, position: last + at + 1 }));
  await insertInvoiceItems(client, ctx.tenant_id, ctx.clock.now(), added);
}

async function updateHead(
  client: SqlClient,
  ctx: OperationContext,
  before: DraftHead,
  head: DraftEdit['head'],
  drafted: ComputedDraft,
): Promise<void> {
  await client.query(
    `UPDATE invoices SET issue_date = $3, due_date = $4, payment_terms = $5, notes = $6, terms = $7, purchase_order_number = $8,
            metadata = $9, subtotal = $10, discount_total = $11, tax_total = $12, total = $13, amount_due = $13 - amount_paid - amount_account_credit,
            updated_at = $14, percent_off = $15, amount_off = $16, prices_include_tax = $17, tax_included = $18, taxes = $19,
            version = version + 1
      WHERE tenant_id = $1 AND id = $2`,
    [
      ctx.tenant_id,
      before.id,
      head.issue_date,
      drafted.due_date,
      head.payment_terms,
      head.notes,
      head.terms,
      head.purchase_order_number,
      JSON.stringify(head.metadata),
      drafted.subtotal,
      drafted.discount_total,
      drafted.tax_total,
      drafted.total,
      ctx.clock.now(),
      head.percent_off,
      head.amount_off,
      head.prices_include_tax,
      drafted.tax_included,
      taxesToJson(drafted.taxes),
    ],
  );
  const { currency } = before;
  const after = {
    ...head,
    due_date: drafted.due_date,
    ...toAskedDiscountView(head, currency),
    ...toTotalsView(drafted, currency),
    items_count: drafted.items.length,
  };
  await writeChanges(client, ctx, [
    {
      type: 'invoice.updated',
      object_type: 'invoice',
      object_id: before.id,
      before: { ...before, ...toAskedDiscountView(before, currency) },
      after,
    },
  ]);
}
