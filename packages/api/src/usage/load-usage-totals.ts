import { bareArray } from '@revenue/db/bulk-values';
import type { SqlClient } from '@revenue/jobs/job-queue';

export interface UsageWindow {
  customer_id: string;
  meter_id: string;
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
}

/**
 * What each window comes to by its meter's aggregation, as decimal text, in the order given: one statement, whatever the
 * number of windows, each a range of the index (tenant, customer, meter, time). A window without usage is "0".
 */
export async function loadUsageTotals(
  client: SqlClient,
  tenantId: string,
  windows: readonly UsageWindow[],
): Promise<string[]> {
  if (windows.length === 0) return [];
  const { rows } = await client.query(
    `SELECT COALESCE(trim_scale(t.total), 0)::text AS total
       FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[]) WITH ORDINALITY AS w(customer_id, meter_id, since, until, place)
       JOIN meters m ON m.tenant_id = $1 AND m.id = w.meter_id
       CROSS JOIN LATERAL (
         SELECT CASE m.aggregation
                  WHEN 'count' THEN count(*)
                  WHEN 'sum' THEN sum(u.quantity)
                  WHEN 'max' THEN max(u.quantity)
                  WHEN 'latest' THEN (array_agg(u.quantity ORDER BY u.occurred_at DESC, u.received_at DESC, u.id DESC))[1]
                  WHEN 'unique_count' THEN count(DISTINCT u.properties ->> m.property)
                END::numeric AS total
           FROM usage_records u
          WHERE u.tenant_id = $1 AND u.customer_id = w.customer_id AND u.meter_id = w.meter_id
            AND u.occurred_at >= w.since AND u.occurred_at < w.until) t
      ORDER BY w.place`,
    [
      tenantId,
      bareArray(windows.map((window) => window.customer_id)),
      bareArray(windows.map((window) => window.meter_id)),
      bareArray(windows.map((window) => window.from.toISOString())),
      bareArray(windows.map((window) => window.to.toISOString())),
    ],
  );
  return (rows as { total: string }[]).map((row) => row.total);
}
