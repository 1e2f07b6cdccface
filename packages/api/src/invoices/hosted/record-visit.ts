import type { Tx } from '@revenue/db/database';
import { recordChange } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import type { InvoiceRow } from '../view.ts';

/** Views less than this apart are one visit, and one event: whoever reloads a page writes no history. */
const VISIT_MS = 30 * 60_000;

type Visited = { visits_before: number | null; visits: number; first_viewed_at: Date; last_viewed_at: Date };

/** Keeps that the customer saw the invoice. In one statement, so that two who look at once count as one visit. */
export async function recordVisit(tx: Tx, ctx: OperationContext, invoice: InvoiceRow): Promise<void> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const visit_since = new Date(now.getTime() - VISIT_MS);
  const [row] = await tx.$queryRaw<Visited[]>`
    INSERT INTO invoice_links AS l (tenant_id, invoice_id, visits, first_viewed_at, last_viewed_at)
    VALUES (${tenant_id}::uuid, ${invoice.id}::uuid, 1, ${now}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (tenant_id, invoice_id) DO UPDATE SET
      visits = l.visits + CASE WHEN l.last_viewed_at > ${visit_since}::timestamptz THEN 0 ELSE 1 END,
      first_viewed_at = COALESCE(l.first_viewed_at, EXCLUDED.first_viewed_at),
      last_viewed_at = GREATEST(l.last_viewed_at, EXCLUDED.last_viewed_at)
    RETURNING old.visits AS visits_before, new.visits, new.first_viewed_at, new.last_viewed_at`;
  if (!row || row.visits === row.visits_before) return;
  const { id, invoice_number } = invoice;
  const { visits, first_viewed_at, last_viewed_at } = row;
  await recordChange(tx, ctx, {
    type: 'invoice.viewed',
    object_type: 'invoice',
    object_id: id,
    after: { id, invoice_number, visits, first_viewed_at, last_viewed_at },
  });
}
