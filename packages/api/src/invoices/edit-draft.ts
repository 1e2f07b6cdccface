import { BillingError } from '@revenue/billing-core/errors';
import { type DraftedInvoice, draftInvoice, type InvoiceStatus, type RatedItem } from '@revenue/billing-core/invoices';
import { DEFAULT_ROUNDING, type Derivation } from '@revenue/billing-core/money';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { requireVersion } from '../rest/version-tag.ts';
import type { CompleteItem } from './complete-items.ts';
import { refuseNegativeTotal } from './create-invoice.ts';
import { insertInvoiceItems } from './insert-invoices.ts';
import { invoiceNotFound } from './queries.ts';
import { requireWireAmounts } from './require-wire-amounts.ts';
import { toItemRow } from './to-item-row.ts';
import { toTotalsView } from './view.ts';

export interface DraftHead {
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
  metadata: object;
}

export interface DraftItem {
  id: string;
  kind: 'manual' | 'recurring' | 'usage';
  position: number;
  amount: string;
  quantity: string;
  unit_price: string | null;
  description: string;
  derivation: Derivation;
}

/** What becomes of a draft: its head, the items that stay and the ones that join. */
export interface DraftEdit {
  head: Pick<
    DraftHead,
    'issue_date' | 'due_date' | 'payment_terms' | 'notes' | 'terms' | 'purchase_order_number' | 'metadata'
  >;
  kept: DraftItem[];
  added: CompleteItem[];
}

type Draft = { head: DraftHead; items: DraftItem[] };

/**
 * Changes a draft under lock: items are removed and added, the totals computed anew over all of them by the same
 * function that made them. Stored items keep their amounts and explanations.
 *
 * @throws BillingError not_found, version_conflict, illegal_transition when it is no draft any more
 */
export async function editDraft(
  client: SqlClient,
  ctx: OperationContext,
  target: { id: string; version?: number | undefined },
  edit: (draft: Draft) => Promise<DraftEdit>,
): Promise<void> {
  const draft = await lockDraft(client, ctx.tenant_id, target);
  const { head, kept, added } = await edit(draft);
  const drafted = draftInvoice({
    ...head,
    currency: draft.head.currency,
    items: [...kept.map(toRated), ...added],
    rounding: DEFAULT_ROUNDING,
  });
  refuseNegativeTotal(drafted.total);
  const amounts = drafted.items.map(({ amount }) => amount);
  requireWireAmounts(draft.head.currency, [drafted.subtotal, drafted.total, ...amounts]);
  await replaceItems(client, ctx, draft, kept, drafted);
  await updateHead(client, ctx, draft.head, head, drafted);
}

function toRated({ kind, description, quantity, unit_price, amount, derivation }: DraftItem): RatedItem {
  return { kind, description, quantity, unit_price, amount: BigInt(amount), derivation };
}

async function lockDraft(
  client: SqlClient,
  tenantId: string,
  { id, version }: { id: string; version?: number | undefined },
): Promise<Draft> {
  const heads = await client.query(
    `SELECT id, invoice_number, status, version, currency, issue_date::text, due_date::text, payment_terms, notes, terms,
            purchase_order_number, metadata
       FROM invoices WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
    [tenantId, id],
  );
  const [head] = heads.rows as DraftHead[];
  if (!head) throw invoiceNotFound(id);
  requireVersion('invoice', head.version, version);
  if (head.status !== 'draft') {
    throw new BillingError(
      'illegal_transition',
      `Invoice ${head.invoice_number} is ${head.status}; only a draft can be edited. Void it and make another, or correct it with a credit note.`,
    );
  }
  const items = await client.query(
    `SELECT id, kind, position, amount::text, trim_scale(quantity)::text AS quantity, trim_scale(unit_price)::text AS unit_price,
            description, derivation
       FROM invoice_items WHERE tenant_id = $1 AND invoice_id = $2 ORDER BY position`,
    [tenantId, id],
  );
  return { head, items: items.rows as DraftItem[] };
}

async function replaceItems(
  client: SqlClient,
  ctx: OperationContext,
  draft: Draft,
  kept: DraftItem[],
  drafted: DraftedInvoice,
): Promise<void> {
  const keptIds = new Set(kept.map((item) => item.id));
  const removed = draft.items.filter((item) => !keptIds.has(item.id)).map((item) => item.id);
  await client.query('DELETE FROM invoice_items WHERE tenant_id = $1 AND invoice_id = $2 AND id = ANY($3::uuid[])', [
    ctx.tenant_id,
    draft.head.id,
    removed,
  ]);
  // Positions are never used again while the draft lives, so a place named in a message stays meant.
  const last = Math.max(0, ...draft.items.map((item) => item.position));
  const added = drafted.items
    .slice(kept.length)
    .map((item, at) => ({ ...toItemRow(item), invoice_id: draft.head.id, position: last + at + 1 }));
  await insertInvoiceItems(client, ctx.tenant_id, ctx.clock.now(), added);
}

async function updateHead(
  client: SqlClient,
  ctx: OperationContext,
  before: DraftHead,
  head: DraftEdit['head'],
  drafted: DraftedInvoice,
): Promise<void> {
  await client.query(
    `UPDATE invoices SET issue_date = $3, due_date = $4, payment_terms = $5, notes = $6, terms = $7, purchase_order_number = $8,
            metadata = $9, subtotal = $10, discount_total = $11, tax_total = $12, total = $13, amount_due = $13 - amount_paid,
            updated_at = $14, version = version + 1
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
    ],
  );
  const after = { ...head, ...toTotalsView(drafted, before.currency), items_count: drafted.items.length };
  await writeChanges(client, ctx, [
    { type: 'invoice.updated', object_type: 'invoice', object_id: before.id, before, after },
  ]);
}
