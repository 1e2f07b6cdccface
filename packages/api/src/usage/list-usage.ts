import { wireDecimal } from '@revenue/billing-core/money';
import type { ListUsage, UsagePage, UsageProperties, UsageRecord } from '@revenue/billing-core/usage';
import type { OperationContext } from '../context.ts';
import { badCursor, decodeCursor, encodeCursor, readInstant } from '../pagination.ts';
import { usageConditions } from './usage-conditions.ts';

const SORT = '-occurred_at';

interface Row {
  id: string;
  quantity: string;
  occurred_at: string;
  received_at: Date;
  properties: UsageProperties | null;
  import_id: string | null;
  customer_id: string;
  customer_name: string;
  external_id: string | null;
  meter_id: string;
  code: string;
  meter_name: string;
  unit: string | null;
}

/** Usage records, newest first by the time they happened. Times keep their microseconds. */
export async function listUsage(ctx: OperationContext, input: ListUsage): Promise<UsagePage> {
  const { limit } = input;
  const { statement, values } = pageQuery(ctx.tenant_id, input);
  const { rows } = await ctx.db.withTenantSql(ctx.tenant_id, (client) => client.query<Row>(statement, values));
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const more = rows.length > limit && last;
  return {
    data: kept.map(toRecordView),
    next_cursor: more ? encodeCursor({ sort: SORT, value: last.occurred_at, id: last.id }) : null,
  };
}

function pageQuery(tenantId: string, input: ListUsage): { statement: string; values: unknown[] } {
  const conditions = usageConditions(tenantId, input);
  const { bind, when } = conditions;
  when(input.cursor, (cursor) => {
    const after = readCursor(cursor);
    return `(u.occurred_at, u.id) < (${bind(after.value)}::timestamptz, ${bind(after.id)}::text)`;
  });
  const statement = `
    SELECT u.id, trim_scale(u.quantity)::text AS quantity, u.received_at, u.properties, u.import_id, u.customer_id,
           to_char(u.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS occurred_at,
           c.name AS customer_name, c.external_id, u.meter_id, m.code, m.name AS meter_name, m.unit
      FROM (SELECT * FROM usage_records u WHERE ${conditions.text()}
             ORDER BY u.occurred_at DESC, u.id DESC LIMIT ${bind(input.limit + 1)}) u
      JOIN customers c ON c.tenant_id = $1 AND c.id = u.customer_id
      JOIN meters m ON m.tenant_id = $1 AND m.id = u.meter_id
     ORDER BY u.occurred_at DESC, u.id DESC`;
  return { statement, values: conditions.values };
}

function readCursor(cursor: string): { value: string; id: string } {
  const position = decodeCursor(cursor, 'text');
  if (position.sort !== SORT || !MICROSECONDS.test(position.value)) throw badCursor('it belongs to another list');
  // JavaScript knows milliseconds only; they are enough to see whether there is such a time at all.
  readInstant(position.value.replace(MICROSECONDS, 'Z'));
  return position;
}

const MICROSECONDS = /\d{3}Z$/;

function toRecordView(row: Row): UsageRecord {
  return {
    id: row.id,
    customer: { id: row.customer_id, name: row.customer_name, external_id: row.external_id },
    meter: { id: row.meter_id, code: row.code, name: row.meter_name, unit: row.unit },
    quantity: wireDecimal(row.quantity),
    occurred_at: row.occurred_at,
    received_at: row.received_at.toISOString(),
    properties: row.properties,
    import_id: row.import_id,
  };
}
