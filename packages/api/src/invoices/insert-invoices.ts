import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import { type Derivation, wireAmount } from '@revenue/billing-core/money';
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
  kind: 'manual' | 'recurring' | 'usage';
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

/** Numbers drafts and stores them: eight statements for one invoice or for a thousand. */
export async function insertInvoices(
  client: SqlClient,
  ctx: OperationContext,
  drafts: InvoiceDraftRow[],
): Promise<StoredInvoice[]> {
  if (drafts.length === 0) return [];
  for (const { currency, subtotal, tax_total, total, items } of drafts) {
    requireWireAmounts(currency, [subtotal, tax_total, total, ...items.map(({ amount }) => amount)]);
  }
  const now = ctx.clock.now();
  const numbers = await allocateNumbers(client, ctx.tenant_id, drafts);
  const stored = numbers.map((number) => ({ id: newId(now), ...number }));
  await storeInvoices(client, ctx, drafts, stored, { type: 'invoice.created', status: 'draft' });
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
  told: { type: 'invoice.created' | 'invoice.imported'; status: InvoiceStatus },
): Promise<void> {
  const now = ctx.clock.now();
  await insertHeads(client, ctx.tenant_id, now, drafts, stored);
  await insertInvoiceItems(
    client,
    ctx.tenant_id,
    now,
    drafts.flatMap((draft, at) =>
      draft.items.map((item, position) => ({ ...item, position: position + 1, invoice_id: stored[at]?.id ?? '' })),
    ),
  );
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
  const column = <K extends keyof InvoiceDraftRow>(key: K) => drafts.map((draft) => draft[key]);
  await client.query(
    `INSERT INTO invoices (tenant_id, created_at, updated_at, status, amount_paid, amount_due,
        id, invoice_number, number_period, number_value, customer_id, external_id, billing_run_id, currency, issue_date,
        due_date, payment_terms, subtotal, discount_total, tax_total, total, notes, terms, purchase_order_number, metadata,
        percent_off, amount_off, prices_include_tax, tax_included, taxes,
        billing_cycle_id, replaces_invoice_id)
     SELECT $1, $2, $2, 'draft', 0, u.total, u.*
       FROM unnest($3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::uuid[], $8::text[], $9::uuid[], $10::text[],
                   $11::date[], $12::date[], $13::text[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[],
                   $18::text[], $19::text[], $20::text[], $21::jsonb[], $22::numeric[], $23::bigint[], $24::boolean[],
                   $25::bigint[], $26::jsonb[], $27::uuid[], $28::uuid[])
            AS u(id, invoice_number, number_period, number_value, customer_id, external_id, billing_run_id, currency,
                 issue_date, due_date, payment_terms, subtotal, discount_total, tax_total, total, notes, terms,
                 purchase_order_number, metadata, percent_off, amount_off, prices_include_tax, tax_included, taxes,
                 billing_cycle_id, replaces_invoice_id)`,
    [
      tenantId,
      now,
      stored.map((invoice) => invoice.id),
      stored.map((invoice) => invoice.invoice_number),
      stored.map((invoice) => invoice.number_period),
      stored.map((invoice) => invoice.number_value),
      column('customer_id'),
      column('external_id'),
      column('billing_run_id'),
      column('currency'),
      column('issue_date'),
      column('due_date'),
      column('payment_terms'),
      column('subtotal'),
      column('discount_total'),
      column('tax_total'),
      column('total'),
      column('notes'),
      column('terms'),
      column('purchase_order_number'),
      drafts.map((draft) => JSON.stringify(draft.metadata)),
      column('percent_off'),
      column('amount_off'),
      column('prices_include_tax'),
      column('tax_included'),
      drafts.map((draft) => taxesToJson(draft.taxes)),
      drafts.map((draft) => draft.billing_cycle_id ?? null),
      drafts.map((draft) => draft.replaces_invoice_id ?? null),
    ],
  );
}

export type PlacedItemRow = InvoiceItemRow & { invoice_id: string; position: number };

/** Stores items that have their place; the caller keeps the totals of the invoice in step. */
export async function insertInvoiceItems(
  client: SqlClient,
  tenantId: string,
  now: Date,
  items: PlacedItemRow[],
): Promise<void> {
  const column = <K extends keyof PlacedItemRow>(key: K) => items.map((item) => item[key]);
  await client.query(
    `INSERT INTO invoice_items (tenant_id, created_at, id, invoice_id, position, kind, product_id, subscription_item_id,
        description, quantity, unit_price, amount, discount_amount, tax_amount, service_start, service_end, derivation,
        percent_off, amount_off, own_discount_amount, tax_inclusive, taxes)
     SELECT $1, $2, u.* FROM unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::uuid[], $8::uuid[], $9::text[],
        $10::numeric[], $11::numeric[], $12::bigint[], $13::bigint[], $14::bigint[], $15::date[], $16::date[], $17::jsonb[],
        $18::numeric[], $19::bigint[], $20::bigint[], $21::boolean[], $22::jsonb[]) u`,
    [
      tenantId,
      now,
      items.map(() => newId(now)),
      column('invoice_id'),
      column('position'),
      column('kind'),
      column('product_id'),
      column('subscription_item_id'),
      column('description'),
      column('quantity'),
      column('unit_price'),
      column('amount'),
      column('discount_amount'),
      column('tax_amount'),
      column('service_start'),
      column('service_end'),
      items.map((item) => JSON.stringify(item.derivation)),
      column('percent_off'),
      column('amount_off'),
      column('own_discount_amount'),
      column('tax_inclusive'),
      items.map((item) => taxesToJson(item.taxes)),
    ],
  );
}
