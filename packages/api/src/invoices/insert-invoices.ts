import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import { type Derivation, wireAmount } from '@revenue/billing-core/money';
import { type BulkColumn, bulkRows, columnsOf } from '@revenue/db/bulk-values';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { allocateNumbers, type DocumentNumber } from './allocate-numbers.ts';
import { requireWireAmounts } from './require-wire-amounts.ts';
import { type StoredItemTax, type StoredTax, taxesToJson } from './stored-tax.ts';
import { toTaxView, toTotalsView } from './view.ts';

/** A computed line, ready to be stored. Amounts in minor units. */
export interface InvoiceItemRow {
  /** Where another row has to name it. */
  id?: string | undefined;
  /** The line that it gives back of. */
  credits_item_id?: string | null | undefined;
  kind: 'manual' | 'recurring' | 'usage' | 'one_time';
  product_id: string | null;
  subscription_item_id: string | null;
  description: string;
  quantity: string;
  unit_price: string | null;
  amount: bigint;
  percent_off: string | null;
  amount_off: bigint | null;
  discount_amount: bigint;
  own_discount_amount: bigint;
  tax_amount: bigint;
  tax_inclusive: boolean;
  taxes: StoredItemTax[];
  service_start: string | null;
  service_end: string | null;
  derivation: Derivation;
}

/** A computed invoice without its number, ready to be stored as a draft. */
export interface InvoiceDraftRow {
  customer_id: string;
  external_id: string | null;
  billing_run_id: string | null;
  billing_cycle_id?: string | null;
  /** The void invoice whose periods it bills again. */
  replaces_invoice_id?: string | null;
  currency: string;
  issue_date: string;
  due_date: string;
  payment_terms: string;
  subtotal: bigint;
  discount_total: bigint;
  tax_total: bigint;
  tax_included: bigint;
  total: bigint;
  taxes: StoredTax[];
  percent_off: string | null;
  amount_off: bigint | null;
  prices_include_tax: boolean;
  notes: string | null;
  terms: string | null;
  purchase_order_number: string | null;
  metadata: object;
  items: InvoiceItemRow[];
}

export interface StoredInvoice extends DocumentNumber {
  id: string;
}

/**
 * Numbers drafts and stores them: seven statements for one invoice or for a thousand. From the first number on nobody else
 * of the tenant is numbered; `turn` is waited for before, with all prepared that needs no number.
 */
export async function insertInvoices(
  client: SqlClient,
  ctx: OperationContext,
  drafts: InvoiceDraftRow[],
  turn?: () => Promise<void>,
): Promise<StoredInvoice[]> {
  if (drafts.length === 0) return [];
  for (const { currency, subtotal, tax_total, total, items } of drafts) {
    requireWireAmounts(currency, [subtotal, tax_total, total, ...items.map(({ amount }) => amount)]);
  }
  const now = ctx.clock.now();
  const ids = drafts.map(() => newId(now));
  const items = itemInsert(ctx.tenant_id, now, placeItems(drafts, ids));
  await turn?.();
  const numbers = await allocateNumbers(client, ctx.tenant_id, drafts);
  const stored = numbers.map((number, at) => ({ id: ids[at] ?? '', ...number }));
  await writeInvoices(client, ctx, drafts, stored, items, { type: 'invoice.created', status: 'draft' });
  return stored;
}

/**
 * Stores invoices that have their numbers as drafts, with their items, audit rows and events. Everything that makes invoices
 * (by hand, billing run, import) ends here. `told` is what the event says of them.
 */
export async function storeInvoices(
  client: SqlClient,
  ctx: OperationContext,
  drafts: InvoiceDraftRow[],
  stored: StoredInvoice[],
  told: Told,
): Promise<void> {
  const placed = placeItems(
    drafts,
    stored.map(({ id }) => id),
  );
  await writeInvoices(client, ctx, drafts, stored, itemInsert(ctx.tenant_id, ctx.clock.now(), placed), told);
}

interface Told {
  type: 'invoice.created' | 'invoice.imported';
  status: InvoiceStatus;
}

function placeItems(drafts: readonly InvoiceDraftRow[], ids: readonly string[]): PlacedItemRow[] {
  return drafts.flatMap((draft, at) =>
    draft.items.map((item, position) => ({ ...item, position: position + 1, invoice_id: ids[at] ?? '' })),
  );
}

async function writeInvoices(
  client: SqlClient,
  ctx: OperationContext,
  drafts: InvoiceDraftRow[],
  stored: StoredInvoice[],
  items: [string, unknown[]],
  told: Told,
): Promise<void> {
  await insertHeads(client, ctx.tenant_id, ctx.clock.now(), drafts, stored);
  await client.query(...items);
  await writeChanges(
    client,
    ctx,
    drafts.map((draft, at) => ({
      type: told.type,
      object_type: 'invoice',
      object_id: stored[at]?.id ?? '',
      after: { ...toCreated(draft, stored[at]), status: told.status },
    })),
  );
}

function toCreated(draft: InvoiceDraftRow, stored: StoredInvoice | undefined): object {
  const { items, subtotal, discount_total, tax_total, tax_included: _, total, taxes, amount_off, ...head } = draft;
  return {
    id: stored?.id,
    invoice_number: stored?.invoice_number,
    ...head,
    amount_off: amount_off === null ? null : wireAmount(amount_off, draft.currency),
    ...toTotalsView({ subtotal, discount_total, tax_total, total }, draft.currency),
    taxes: taxes.map((tax) => toTaxView(tax, draft.currency)),
    items_count: items.length,
  };
}

async function insertHeads(
  client: SqlClient,
  tenantId: string,
  now: Date,
  drafts: InvoiceDraftRow[],
  stored: StoredInvoice[],
): Promise<void> {
  const { names, select, of, from, parameters } = bulkRows(headColumns(drafts, stored), 3);
  await client.query(
    `INSERT INTO invoices (tenant_id, created_at, updated_at, status, amount_paid, amount_due, ${names})
     SELECT $1, $2, $2, 'draft', 0, ${of('total')}, ${select} FROM ${from}`,
    [tenantId, now, ...parameters],
  );
}

function headColumns(drafts: readonly InvoiceDraftRow[], stored: readonly StoredInvoice[]): BulkColumn[] {
  const column = columnsOf(drafts);
  return [
    { name: 'id', type: 'uuid', values: stored.map(({ id }) => id) },
    { name: 'invoice_number', type: 'text', quoted: true, values: stored.map(({ invoice_number }) => invoice_number) },
    { name: 'number_value', type: 'bigint', values: stored.map(({ number_value }) => number_value) },
    { name: 'number_period', type: 'text', quoted: true, values: stored.map(({ number_period }) => number_period) },
    column('customer_id', 'uuid'),
    column('external_id', 'text', { quoted: true }),
    column('billing_run_id', 'uuid'),
    column('currency', 'text'),
    column('issue_date', 'date'),
    column('due_date', 'date'),
    column('payment_terms', 'text'),
    column('subtotal', 'bigint'),
    column('discount_total', 'bigint'),
    column('tax_total', 'bigint'),
    column('total', 'bigint'),
    column('notes', 'text', { quoted: true }),
    column('terms', 'text', { quoted: true }),
    column('purchase_order_number', 'text', { quoted: true }),
    column('metadata', 'jsonb', { quoted: true, of: ({ metadata }) => JSON.stringify(metadata) }),
    column('percent_off', 'numeric'),
    column('amount_off', 'bigint'),
    column('prices_include_tax', 'boolean'),
    column('tax_included', 'bigint'),
    column('taxes', 'jsonb', { quoted: true, of: ({ taxes }) => taxesToJson(taxes) }),
    column('billing_cycle_id', 'uuid'),
    column('replaces_invoice_id', 'uuid'),
  ];
}

export type PlacedItemRow = InvoiceItemRow & { invoice_id: string; position: number };

/** Stores items that have their place; the caller keeps the totals of the invoice in step. */
export async function insertInvoiceItems(
  client: SqlClient,
  tenantId: string,
  now: Date,
  items: PlacedItemRow[],
): Promise<void> {
  await client.query(...itemInsert(tenantId, now, items));
}

/** The statement that stores them, with its values. */
function itemInsert(tenantId: string, now: Date, items: readonly PlacedItemRow[]): [string, unknown[]] {
  const { names, select, from, parameters } = bulkRows(itemColumns(now, items), 3);
  const statement = `INSERT INTO invoice_items (tenant_id, created_at, ${names}) SELECT $1, $2, ${select} FROM ${from}`;
  return [statement, [tenantId, now, ...parameters]];
}

function itemColumns(now: Date, items: readonly PlacedItemRow[]): BulkColumn[] {
  const column = columnsOf(items);
  return [
    column('id', 'uuid', { of: ({ id }) => id ?? newId(now) }),
    column('invoice_id', 'uuid'),
    column('position', 'int'),
    column('kind', 'text'),
    column('product_id', 'uuid'),
    column('subscription_item_id', 'uuid'),
    column('description', 'text', { quoted: true }),
    column('quantity', 'numeric'),
    column('unit_price', 'numeric'),
    column('amount', 'bigint'),
    column('discount_amount', 'bigint'),
    column('tax_amount', 'bigint'),
    column('service_start', 'date'),
    column('service_end', 'date'),
    column('percent_off', 'numeric'),
    column('amount_off', 'bigint'),
    column('own_discount_amount', 'bigint'),
    column('tax_inclusive', 'boolean'),
    column('taxes', 'jsonb', { quoted: true, of: ({ taxes }) => taxesToJson(taxes) }),
    column('credits_item_id', 'uuid'),
    column('derivation', 'json', { of: ({ derivation }) => JSON.stringify(derivation) }),
  ];
}
