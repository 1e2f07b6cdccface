import type { UsageRecordInput } from '@revenue/billing-core/usage';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { RecordReferences } from './load-references.ts';

/** A record whose customer and meter are known. */
export interface KnownRecord {
  record: UsageRecordInput;
  references: RecordReferences;
}

interface Origin {
  tenant_id: string;
  import_id: string | null;
  received_at: Date;
}

/**
 * Writes records in one statement and returns how many were new. The primary key decides: an id counts once, for ever.
 * Times travel as the text that was sent, so their microseconds survive.
 */
export async function insertUsage(client: SqlClient, origin: Origin, records: KnownRecord[]): Promise<number> {
  if (records.length === 0) return 0;
  // In one order everywhere: two senders of the same ids wait for each other instead of locking each other out.
  const sorted = records.toSorted((left, right) => (left.record.id < right.record.id ? -1 : 1));
  const { rows } = await client.query(
    `WITH added AS (
       INSERT INTO usage_records (tenant_id, import_id, received_at, id, customer_id, meter_id, quantity, occurred_at, properties)
       SELECT $1, $2, $3, u.*
         FROM unnest($4::text[], $5::uuid[], $6::uuid[], $7::numeric[], $8::timestamptz[], $9::jsonb[]) u
       ON CONFLICT (tenant_id, id) DO NOTHING RETURNING 1)
     SELECT count(*)::int AS added FROM added`,
    [
      origin.tenant_id,
      origin.import_id,
      origin.received_at,
      sorted.map(({ record }) => record.id),
      sorted.map(({ references }) => references.customer_id),
      sorted.map(({ references }) => references.meter_id),
      sorted.map(({ record }) => record.quantity),
      sorted.map(({ record }) => record.occurred_at),
      sorted.map(({ record }) => (record.properties ? JSON.stringify(record.properties) : null)),
    ],
  );
  return (rows as { added: number }[])[0]?.added ?? 0;
}
