import { occurredAtFault, type UsageRecordInput } from '@revenue/billing-core/usage';
import type { SqlClient } from '@revenue/jobs/job-queue';

/** The rows that a record names. */
export interface RecordReferences {
  customer_id: string;
  meter_id: string;
}

export interface ReferenceFault {
  path: 'customer_id' | 'external_customer_id' | 'meter' | 'properties' | 'occurred_at';
  message: string;
}

/** Finds what a record names, or says which name is wrong. */
export type FindReferences = (record: UsageRecordInput) => RecordReferences | ReferenceFault;

export const isReferenceFault = (found: RecordReferences | ReferenceFault): found is ReferenceFault => 'path' in found;

interface MeterRow {
  id: string;
  code: string;
  property: string | null;
  archived_at: Date | null;
}

/**
 * Every customer and meter that the records name, in two statements however many there are; and whether each record can
 * have happened by `now`.
 */
export async function loadReferences(
  client: SqlClient,
  tenantId: string,
  records: readonly UsageRecordInput[],
  now: Date,
): Promise<FindReferences> {
  const meters = await loadMeters(client, tenantId, records);
  const customers = await loadCustomers(client, tenantId, records);
  return (record) => {
    const time_fault = occurredAtFault(record.occurred_at, now);
    if (time_fault) return { path: 'occurred_at', message: time_fault };
    const meter = meters.get(record.meter);
    const meterFault = faultOfMeter(record, meter);
    if (meterFault || !meter) return { path: 'meter', message: `there is no meter "${record.meter}"`, ...meterFault };
    const { customer_id, external_customer_id } = record;
    const customer = customer_id
      ? customers.byId.get(customer_id)
      : customers.byExternalId.get(external_customer_id ?? '');
    if (customer) return { customer_id: customer, meter_id: meter.id };
    return {
      path: customer_id ? 'customer_id' : 'external_customer_id',
      message: `there is no customer "${customer_id ?? external_customer_id}"`,
    };
  };
}

function faultOfMeter(record: UsageRecordInput, meter: MeterRow | undefined): ReferenceFault | null {
  if (!meter) return null;
  if (meter.archived_at)
    return { path: 'meter', message: `the meter "${meter.code}" is archived and takes no records` };
  if (meter.property === null || record.properties?.[meter.property] !== undefined) return null;
  // It would be stored and never counted, which nobody would notice.
  return {
    path: 'properties',
    message: `the meter "${meter.code}" counts the property "${meter.property}", which is missing`,
  };
}

async function loadMeters(
  client: SqlClient,
  tenantId: string,
  records: readonly UsageRecordInput[],
): Promise<Map<string, MeterRow>> {
  const codes = [...new Set(records.map(({ meter }) => meter))];
  const { rows } = await client.query(
    'SELECT id, code, property, archived_at FROM meters WHERE tenant_id = $1 AND code = ANY($2::text[])',
    [tenantId, codes],
  );
  return new Map((rows as MeterRow[]).map((row) => [row.code, row]));
}

interface Customers {
  byId: Map<string, string>;
  byExternalId: Map<string, string>;
}

async function loadCustomers(
  client: SqlClient,
  tenantId: string,
  records: readonly UsageRecordInput[],
): Promise<Customers> {
  const named = <Name extends 'customer_id' | 'external_customer_id'>(name: Name) => [
    ...new Set(records.flatMap((record) => record[name] ?? [])),
  ];
  // One branch for each key, so that each is an index scan of its own.
  const { rows } = await client.query(
    `SELECT id, external_id FROM customers WHERE tenant_id = $1 AND deleted_at IS NULL AND id = ANY($2::uuid[])
     UNION SELECT id, external_id FROM customers WHERE tenant_id = $1 AND deleted_at IS NULL AND external_id = ANY($3::text[])`,
    [tenantId, named('customer_id'), named('external_customer_id')],
  );
  const found = rows as { id: string; external_id: string | null }[];
  return {
    byId: new Map(found.map(({ id }) => [id, id])),
    byExternalId: new Map(found.flatMap(({ id, external_id }) => (external_id ? [[external_id, id]] : []))),
  };
}
