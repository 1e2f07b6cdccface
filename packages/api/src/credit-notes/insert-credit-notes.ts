import { creditNoteHashInput } from '@revenue/billing-core/credit-notes';
import type { DraftedTax } from '@revenue/billing-core/invoices';
import type { Derivation } from '@revenue/billing-core/money';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { EventType } from '../audit/event-types.ts';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import type { SeriesNumber } from '../invoices/allocate-numbers.ts';
import type { PartySnapshot } from '../invoices/parties.ts';
import { requireWireAmounts } from '../invoices/require-wire-amounts.ts';
import { sha256 } from '../sha256.ts';
import { toAmountsView } from './view.ts';

/** A computed line of a credit note. Amounts in minor units, in the signs of an invoice. */
export interface CreditNoteItemDraft {
  invoice_position: number | null;
  product_id: string | null;
  description: string;
  quantity: string | null;
  unit_price: string | null;
  /** Half-open. */
  service_start: string | null;
  service_end: string | null;
  service_quantity: string | null;
  amount: bigint;
  discount_amount: bigint;
  tax_amount: bigint;
  tax_inclusive: boolean;
  taxes: readonly DraftedTax[];
}

/** A computed credit note without its number. */
export interface CreditNoteDraft {
  customer_id: string;
  external_id: string | null;
  invoice: { id: string; invoice_number: string } | null;
  /** The file that it came in, and the hash of its rows there; null for those that are issued here. */
  import_id: string | null;
  import_hash: string | null;
  currency: string;
  issue_date: string;
  reason: string;
  notes: string | null;
  subtotal: bigint;
  discount_total: bigint;
  tax_total: bigint;
  /** The part of it that the lines contain. */
  tax_included: bigint;
  total: bigint;
  cash_rounding: bigint;
  taxes: readonly DraftedTax[];
  offset_amount: bigint;
  refund_amount: bigint;
  account_credit_amount: bigint;
  seller: PartySnapshot;
  customer: PartySnapshot;
  derivation: Derivation | null;
  metadata: object;
  items: CreditNoteItemDraft[];
}

export type NumberedCreditNote = CreditNoteDraft & SeriesNumber & { id: string };

/**
 * Stores credit notes with their items, audit rows and events: four statements for one or for a thousand. What they do to
 * their invoices is the caller's.
 */
export async function insertCreditNotes(
  client: SqlClient,
  ctx: OperationContext,
  notes: NumberedCreditNote[],
  event: Extract<EventType, 'credit_note.issued' | 'credit_note.imported'>,
): Promise<void> {
  if (notes.length === 0) return;
  for (const { currency, subtotal, total, items } of notes) {
    requireWireAmounts(currency, [subtotal, total, ...items.map(({ amount }) => amount)]);
  }
  await insertHeads(client, ctx, notes);
  await insertItems(client, ctx, notes);
  await writeChanges(
    client,
    ctx,
    notes.map((note) => ({ type: event, object_type: 'credit_note', object_id: note.id, after: toIssued(note) })),
  );
}

function toIssued(note: NumberedCreditNote): object {
  const { id, number, external_id, customer_id, invoice, issue_date, currency, reason, items } = note;
  return {
    id,
    credit_note_number: number,
    external_id,
    customer_id,
    invoice_id: invoice?.id ?? null,
    invoice_number: invoice?.invoice_number ?? null,
    issue_date,
    currency,
    reason,
    ...toAmountsView(note),
    items_count: items.length,
  };
}

async function insertHeads(client: SqlClient, ctx: OperationContext, notes: NumberedCreditNote[]): Promise<void> {
  const column = <K extends keyof NumberedCreditNote>(key: K) => notes.map((note) => note[key]);
  const json = (of: (note: NumberedCreditNote) => unknown) => notes.map((note) => JSON.stringify(of(note)));
  await client.query(
    `INSERT INTO credit_notes (tenant_id, created_at, id, credit_note_number, number_period, number_value, external_id,
        customer_id, invoice_id, currency, issue_date, reason, notes, subtotal, discount_total, tax_total, total,
        cash_rounding, offset_amount, refund_amount, tax_included, import_id, import_hash, content_hash, taxes, seller_snapshot, customer_snapshot, derivation, metadata,
        account_credit_amount)
     SELECT $1, $2, u.* FROM unnest($3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::uuid[], $9::uuid[],
        $10::text[], $11::date[], $12::text[], $13::text[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[],
        $18::bigint[], $19::bigint[], $20::bigint[], $21::bigint[], $22::uuid[], $23::text[], $24::text[], $25::jsonb[],
        $26::jsonb[], $27::jsonb[], $28::jsonb[], $29::jsonb[], $30::bigint[]) u`,
    [
      ctx.tenant_id,
      ctx.clock.now(),
      column('id'),
      column('number'),
      column('number_period'),
      column('number_value'),
      column('external_id'),
      column('customer_id'),
      notes.map(({ invoice }) => invoice?.id ?? null),
      column('currency'),
      column('issue_date'),
      column('reason'),
      column('notes'),
      column('subtotal'),
      column('discount_total'),
      column('tax_total'),
      column('total'),
      column('cash_rounding'),
      column('offset_amount'),
      column('refund_amount'),
      column('tax_included'),
      column('import_id'),
      column('import_hash'),
      notes.map(contentHash),
      json(({ taxes }) => taxes.map(taxJson)),
      json(({ seller }) => seller),
      json(({ customer }) => customer),
      notes.map(({ derivation }) => (derivation === null ? null : JSON.stringify(derivation))),
      json(({ metadata }) => metadata),
      column('account_credit_amount'),
    ],
  );
}

async function insertItems(client: SqlClient, ctx: OperationContext, notes: NumberedCreditNote[]): Promise<void> {
  const now = ctx.clock.now();
  const items = notes.flatMap(({ id, items: lines }) =>
    lines.map((item, at) => ({ ...item, position: at + 1, credit_note_id: id })),
  );
  const column = <K extends keyof (typeof items)[number]>(key: K) => items.map((item) => item[key]);
  await client.query(
    `INSERT INTO credit_note_items (tenant_id, created_at, id, credit_note_id, position, invoice_position, product_id,
        description, quantity, unit_price, amount, discount_amount, tax_amount, tax_inclusive, taxes,
        service_start, service_end, service_quantity)
     SELECT $1, $2, u.* FROM unnest($3::uuid[], $4::uuid[], $5::int[], $6::int[], $7::uuid[], $8::text[], $9::numeric[],
        $10::numeric[], $11::bigint[], $12::bigint[], $13::bigint[], $14::boolean[], $15::jsonb[],
        $16::date[], $17::date[], $18::numeric[]) u`,
    [
      ctx.tenant_id,
      now,
      items.map(() => newId(now)),
      column('credit_note_id'),
      column('position'),
      column('invoice_position'),
      column('product_id'),
      column('description'),
      column('quantity'),
      column('unit_price'),
      column('amount'),
      column('discount_amount'),
      column('tax_amount'),
      column('tax_inclusive'),
      items.map(({ taxes }) => JSON.stringify(taxes.map(taxJson))),
      column('service_start'),
      column('service_end'),
      column('service_quantity'),
    ],
  );
}

/** Amounts are text in JSON: minor units may be more than a number carries. */
function taxJson({ taxable, tax, ...facts }: DraftedTax): object {
  return { ...facts, taxable: String(taxable), tax: String(tax) };
}

function contentHash({ number, invoice, ...note }: NumberedCreditNote): string {
  const invoice_number = invoice?.invoice_number ?? null;
  return sha256(creditNoteHashInput({ ...note, credit_note_number: number, invoice_number }));
}
