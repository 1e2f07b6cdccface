import { contentHashInput } from '@revenue/billing-core/invoices';
import { wireAmount } from '@revenue/billing-core/money';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { reserveNumbers } from '../invoices/allocate-numbers.ts';
import { type InvoiceDraftRow, type StoredInvoice, storeInvoices } from '../invoices/insert-invoices.ts';
import { sha256 } from '../sha256.ts';
import { IMPORTED_PERIOD, type ImportedPart } from './imported-part.ts';

/**
 * Stores invoices of the past: under their own numbers, final and paid on their day. They begin as drafts like every invoice,
 * and become final in one statement, which takes their sums. Nothing is mailed, and one event tells of each.
 */
export async function storeImportedInvoices(
  client: SqlClient,
  ctx: OperationContext,
  parts: ImportedPart[],
): Promise<void> {
  if (parts.length === 0) return;
  const now = ctx.clock.now();
  const next = await reserveNumbers(
    client,
    ctx.tenant_id,
    'invoice',
    parts.map(() => IMPORTED_PERIOD),
  );
  const first = next.get(IMPORTED_PERIOD) ?? 1n;
  const stored = parts.map(
    ({ number }, at): StoredInvoice => ({
      id: newId(now),
      invoice_number: number,
      number_period: IMPORTED_PERIOD,
      number_value: first + BigInt(at),
    }),
  );
  await storeInvoices(client, ctx, parts.map(toDraftRow), stored, { type: 'invoice.imported', status: 'paid' });
  await makeFinal(client, ctx, parts, stored);
  await recordPayments(client, ctx, parts, stored);
}

function toDraftRow({ draft, customer_id }: ImportedPart): InvoiceDraftRow {
  return {
    ...draft,
    customer_id,
    external_id: null,
    billing_run_id: null,
    notes: null,
    terms: null,
    purchase_order_number: null,
    metadata: {},
  };
}

async function makeFinal(
  client: SqlClient,
  ctx: OperationContext,
  parts: ImportedPart[],
  stored: StoredInvoice[],
): Promise<void> {
  const now = ctx.clock.now();
  await client.query(
    `UPDATE invoices i
        SET status = 'paid', amount_paid = i.total, amount_due = 0, finalized_at = $2,
            paid_at = i.issue_date::timestamp AT TIME ZONE t.time_zone, import_id = u.import_id,
            import_hash = u.import_hash, content_hash = u.content_hash, seller_snapshot = u.seller, customer_snapshot = u.customer
       FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[], $8::jsonb[])
            AS u(id, import_id, import_hash, content_hash, seller, customer), tenants t
      WHERE i.tenant_id = $1 AND i.id = u.id AND t.id = $1`,
    [
      ctx.tenant_id,
      now,
      stored.map(({ id }) => id),
      parts.map(({ import_id }) => import_id),
      parts.map(({ import_hash }) => import_hash),
      parts.map(contentHash),
      parts.map(({ seller }) => JSON.stringify(seller)),
      parts.map(({ customer }) => JSON.stringify(customer)),
    ],
  );
}

function contentHash({ number, draft, seller, customer }: ImportedPart): string {
  const items = draft.items.map((item, at) => ({ ...item, position: at + 1 }));
  const texts = { notes: null, terms: null, purchase_order_number: null };
  return sha256(contentHashInput({ ...draft, ...texts, invoice_number: number, items, seller, customer }));
}

/** What was paid, on the day of the invoice; an invoice over nothing was paid with nothing. */
async function recordPayments(
  client: SqlClient,
  ctx: OperationContext,
  parts: ImportedPart[],
  stored: StoredInvoice[],
): Promise<void> {
  const now = ctx.clock.now();
  const payments = parts.flatMap(({ draft, customer_id, currency, issue_date, number }, at) =>
    draft.total === 0n
      ? []
      : [
          {
            id: newId(now),
            invoice_id: stored[at]?.id ?? '',
            customer_id,
            currency,
            amount: draft.total,
            issue_date,
            number,
          },
        ],
  );
  const column = <K extends keyof (typeof payments)[number]>(key: K) => payments.map((payment) => payment[key]);
  await client.query(
    `INSERT INTO payments (tenant_id, created_at, method, status, id, customer_id, currency, amount, received_on, reference)
     SELECT $1, $2, 'imported', 'succeeded', u.*
       FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::date[], $8::text[]) u`,
    [
      ctx.tenant_id,
      now,
      column('id'),
      column('customer_id'),
      column('currency'),
      column('amount'),
      column('issue_date'),
      column('number'),
    ],
  );
  await client.query(
    `INSERT INTO payment_allocations (tenant_id, created_at, id, payment_id, invoice_id, amount)
     SELECT $1, $2, u.* FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[]) u`,
    [ctx.tenant_id, now, payments.map(() => newId(now)), column('id'), column('invoice_id'), column('amount')],
  );
  await writeChanges(
    client,
    ctx,
    payments.map(({ id, amount, currency, issue_date, number, ...payment }) => ({
      type: 'payment.imported' as const,
      object_type: 'payment',
      object_id: id,
      after: {
        id,
        ...payment,
        method: 'imported',
        status: 'succeeded',
        currency,
        amount: wireAmount(amount, currency),
        received_on: issue_date,
        reference: number,
      },
    })),
  );
}
