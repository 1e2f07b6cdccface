import { REFUSAL_REASONS } from '@revenue/billing-core/invoice-imports';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';

export interface RowCounts {
  rows_total: number;
  rows_accepted: number;
  rows_known: number;
  rows_refused: number;
}

/** Keeps every row that was not taken with its reason, and counts what became of all of them. */
export async function keepRefusedRows(client: SqlClient, ctx: OperationContext, importId: string): Promise<RowCounts> {
  const reasons = Object.entries(REFUSAL_REASONS);
  await client.query(
    `INSERT INTO invoice_import_refusals (tenant_id, import_id, created_at, line_number, document_number, reason, message, raw)
     SELECT $1, $2, $3, r.line, r.number, s.reason,
            concat_ws(' ', s.says, CASE WHEN r.reason IS NOT NULL THEN '(' || r.detail || ')'
                                        WHEN d.fault_line IS NOT NULL THEN '(line ' || d.fault_line || ')' END), r.raw
       FROM import_rows r
       LEFT JOIN import_documents d ON d.number = r.number
       JOIN unnest($4::text[], $5::text[]) AS s(reason, says) ON s.reason = COALESCE(r.reason, d.reason)`,
    [ctx.tenant_id, importId, ctx.clock.now(), reasons.map(([reason]) => reason), reasons.map(([, says]) => says)],
  );
  const { rows } = await client.query(
    `SELECT count(*)::int AS rows_total,
            count(*) FILTER (WHERE COALESCE(r.reason, d.reason) IS NULL AND NOT d.known)::int AS rows_accepted,
            count(*) FILTER (WHERE COALESCE(r.reason, d.reason) IS NULL AND d.known)::int AS rows_known,
            count(*) FILTER (WHERE COALESCE(r.reason, d.reason) IS NOT NULL)::int AS rows_refused
       FROM import_rows r LEFT JOIN import_documents d ON d.number = r.number`,
  );
  const [counts] = rows as RowCounts[];
  if (!counts) throw new Error('rows were counted without an answer');
  return counts;
}
