import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import { type Derivation, wireAmount } from '@revenue/billing-core/money';
import { type BareValue, bareArray, jsonRows, orNothing } from '@revenue/db/bulk-values';
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
  const items = itemValues(ctx.tenant_id, now, placeItems(drafts, ids));
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
  await writeInvoices(client, ctx, drafts, stored, itemValues(ctx.tenant_id, ctx.clock.now(), placed), told);
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
  items: unknown[],
  told: Told,
): Promise<void> {
  await insertHeads(client, ctx.tenant_id, ctx.clock.now(), drafts, stored);
  await client.query(INSERT_ITEMS, items);
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
  const text = (value: (draft: InvoiceDraftRow) => string | null) => orNothing(drafts.map(value), (texts) => texts);
  const bare = (value: (draft: InvoiceDraftRow) => BareValue | undefined) =>
    orNothing(
      drafts.map((draft) => value(draft) ?? null),
      bareArray,
    );
  await client.query(INSERT_HEADS, [
    tenantId,
    now,
    bareArray(stored.map((invoice) => invoice.id)),
    stored.map((invoice) => invoice.invoice_number),
    bareArray(stored.map((invoice) => invoice.number_value)),
    stored.map((invoice) => invoice.number_period),
    bare((draft) => draft.customer_id),
    text((draft) => draft.external_id),
    bare((draft) => draft.billing_run_id),
    bare((draft) => draft.currency),
    bare((draft) => draft.issue_date),
    bare((draft) => draft.due_date),
    bare((draft) => draft.payment_terms),
    bare((draft) => draft.subtotal),
    bare((draft) => draft.discount_total),
    bare((draft) => draft.tax_total),
    bare((draft) => draft.total),
    text((draft) => draft.notes),
    text((draft) => draft.terms),
    text((draft) => draft.purchase_order_number),
    drafts.map((draft) => JSON.stringify(draft.metadata)),
    bare((draft) => draft.percent_off),
    bare((draft) => draft.amount_off),
    bare((draft) => draft.prices_include_tax),
    bare((draft) => draft.tax_included),
    drafts.map((draft) => taxesToJson(draft.taxes)),
    bare((draft) => draft.billing_cycle_id),
    bare((draft) => draft.replaces_invoice_id),
  ]);
}

const INSERT_HEADS = `
  INSERT INTO invoices (tenant_id, created_at, updated_at, status, amount_paid, amount_due,
      id, invoice_number, number_value, number_period, customer_id, external_id, billing_run_id, currency, issue_date,
      due_date, payment_terms, subtotal, discount_total, tax_total, total, notes, terms, purchase_order_number, metadata,
      percent_off, amount_off, prices_include_tax, tax_included, taxes, billing_cycle_id, replaces_invoice_id)
  SELECT $1, $2, $2, 'draft', 0, u.total, u.*
    FROM unnest($3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::uuid[], $8::text[], $9::uuid[], $10::text[],
                $11::date[], $12::date[], $13::text[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[],
                $18::text[], $19::text[], $20::text[], $21::jsonb[], $22::numeric[], $23::bigint[], $24::boolean[],
                $25::bigint[], $26::jsonb[], $27::uuid[], $28::uuid[])
         AS u(id, invoice_number, number_value, number_period, customer_id, external_id, billing_run_id, currency,
              issue_date, due_date, payment_terms, subtotal, discount_total, tax_total, total, notes, terms,
              purchase_order_number, metadata, percent_off, amount_off, prices_include_tax, tax_included, taxes,
              billing_cycle_id, replaces_invoice_id)`;

export type PlacedItemRow = InvoiceItemRow & { invoice_id: string; position: number };

/** Stores items that have their place; the caller keeps the totals of the invoice in step. */
export async function insertInvoiceItems(
  client: SqlClient,
  tenantId: string,
  now: Date,
  items: PlacedItemRow[],
): Promise<void> {
  await client.query(INSERT_ITEMS, itemValues(tenantId, now, items));
}

function itemValues(tenantId: string, now: Date, items: readonly PlacedItemRow[]): unknown[] {
  const bare = (value: (item: PlacedItemRow) => BareValue) => orNothing(items.map(value), bareArray);
  return [
    tenantId,
    now,
    bare((item) => item.id ?? newId(now)),
    bare((item) => item.invoice_id),
    bare((item) => item.position),
    bare((item) => item.kind),
    bare((item) => item.product_id),
    bare((item) => item.subscription_item_id),
    items.map((item) => item.description),
    bare((item) => item.quantity),
    bare((item) => item.unit_price),
    bare((item) => item.amount),
    bare((item) => item.discount_amount),
    bare((item) => item.tax_amount),
    bare((item) => item.service_start),
    bare((item) => item.service_end),
    bare((item) => item.percent_off),
    bare((item) => item.amount_off),
    bare((item) => item.own_discount_amount),
    bare((item) => item.tax_inclusive),
    items.map((item) => taxesToJson(item.taxes)),
    bare((item) => item.credits_item_id ?? null),
    jsonRows(items.map((item) => JSON.stringify(item.derivation))),
  ];
}

const INSERT_ITEMS = `
  INSERT INTO invoice_items (tenant_id, created_at, id, invoice_id, position, kind, product_id, subscription_item_id,
      description, quantity, unit_price, amount, discount_amount, tax_amount, service_start, service_end, percent_off,
      amount_off, own_discount_amount, tax_inclusive, taxes, credits_item_id, derivation)
  SELECT $1, $2, u.*
    FROM ROWS FROM (unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::uuid[], $8::uuid[], $9::text[], $10::numeric[],
                           $11::numeric[], $12::bigint[], $13::bigint[], $14::bigint[], $15::date[], $16::date[],
                           $17::numeric[], $18::bigint[], $19::bigint[], $20::boolean[], $21::jsonb[], $22::uuid[]),
                    json_array_elements($23::json)) u`;
