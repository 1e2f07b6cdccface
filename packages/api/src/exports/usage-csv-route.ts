import { UsageFilters } from '@revenue/billing-core/usage';
import { usageConditions } from '../usage/usage-conditions.ts';
import { csvExport } from './csv-export.ts';
import { column, exportColumns } from './export-columns.ts';
import { decimalText, instantText } from './sql-format.ts';

const columns = exportColumns([
  column('id', 'u.id'),
  column('customer_id', 'u.customer_id'),
  column('external_customer_id', 'c.external_id'),
  column('customer_name', 'c.name'),
  column('meter', 'm.code'),
  column('quantity', decimalText('u.quantity')),
  column('unit', 'm.unit'),
  column('occurred_at', `to_char(u.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`),
  column('received_at', instantText('u.received_at')),
  column('properties', 'u.properties::text'),
  column('import_id', 'u.import_id'),
]);

/** GET /usage.csv: the usage records of the list, newest first. Times keep their microseconds. */
export const usageCsvRoute = csvExport({
  path: '/usage.csv',
  tag: 'usage',
  summary: 'Download usage records as CSV',
  query: UsageFilters,
  name: 'usage',
  columns,
  statement: ({ tenant_id }, input) => {
    const { values, text } = usageConditions(tenant_id, input);
    const statement = `SELECT ${columns.select} FROM usage_records u
      JOIN customers c ON c.tenant_id = $1 AND c.id = u.customer_id
      JOIN meters m ON m.tenant_id = $1 AND m.id = u.meter_id
     WHERE ${text()} ORDER BY u.occurred_at DESC, u.id DESC`;
    return { values, statement };
  },
});
