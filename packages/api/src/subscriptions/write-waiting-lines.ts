import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import type { MoneyLine } from './plan-money.ts';

/** Keeps lines for the next invoice of who pays. `waits_for` an end: they are settled with it. */
export async function insertWaitingLines(
  client: SqlClient,
  ctx: OperationContext,
  lines: readonly MoneyLine[],
  change_id: string | null,
  waits_for: 'next_invoice' | 'first_invoice' | 'end' = 'next_invoice',
): Promise<void> {
  if (lines.length === 0) return;
  const column = <K extends keyof MoneyLine>(key: K) => lines.map((line) => line[key]);
  await client.query(
    `INSERT INTO pending_invoice_items (tenant_id, created_at, change_id, waits_for, id, subscription_id, subscription_item_id,
        currency, kind, description, quantity, unit_price, amount, discount_amount, service_start, service_end, product_id,
        derivation, credits_item_id, credits_pending_id)
     SELECT $1::uuid, $2::timestamptz, $3::uuid, $4, u.* FROM unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[],
        $10::text[], $11::numeric[], $12::numeric[], $13::bigint[], $14::bigint[], $15::date[], $16::date[], $17::uuid[],
        $18::json[], $19::uuid[], $20::uuid[]) u`,
    [
      ctx.tenant_id,
      ctx.clock.now(),
      change_id,
      waits_for,
      column('id'),
      column('subscription_id'),
      column('subscription_item_id'),
      column('currency'),
      column('kind'),
      column('description'),
      column('quantity'),
      column('unit_price'),
      lines.map(({ amount }) => String(amount)),
      lines.map(({ discount_amount }) => String(discount_amount)),
      column('service_start'),
      column('service_end'),
      column('product_id'),
      lines.map(({ derivation }) => JSON.stringify(derivation)),
      lines.map(({ credits_item_id, origin }) => (origin?.invoice ? credits_item_id : null)),
      lines.map(({ credits_item_id, origin }) => (origin?.invoice ? null : credits_item_id)),
    ],
  );
}

/** Says of lines that waited that they are billed nowhere: a later change took them back, or settled them otherwise. */
export async function dropWaitingLines(
  client: SqlClient,
  ctx: OperationContext,
  lines: readonly { id: string }[],
): Promise<void> {
  if (lines.length === 0) return;
  await client.query(
    `UPDATE pending_invoice_items SET status = 'dropped', settled_at = $3::timestamptz
      WHERE tenant_id = $1::uuid AND id = ANY($2::uuid[]) AND status = 'waiting'`,
    [ctx.tenant_id, lines.map(({ id }) => id), ctx.clock.now()],
  );
}
