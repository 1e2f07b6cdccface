import { customerCode, formatNumber, numberPeriod } from '@revenue/billing-core/invoices';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { DEFAULT_NUMBER_FORMATS, type NumberedKind } from '../tenants/numbered-kind.ts';

export interface DocumentNumber {
  invoice_number: string;
  number_period: string;
  number_value: bigint;
}

export interface SeriesNumber {
  number: string;
  number_period: string;
  number_value: bigint;
}

/** The numbers of invoices, in the order given. */
export async function allocateNumbers(
  client: SqlClient,
  tenantId: string,
  documents: { issue_date: string; customer_id: string }[],
): Promise<DocumentNumber[]> {
  const numbers = await allocateSeriesNumbers(client, tenantId, 'invoice', documents);
  return numbers.map(({ number, ...place }) => ({ invoice_number: number, ...place }));
}

/**
 * Gives each document its number, in the order given: the counter is raised once per period, whatever the count. Its row
 * stays locked until the transaction ends, so numbers have no gap and no duplicate under concurrency and rollback; the
 * price is that the documents of one kind of a tenant are numbered one transaction after the other.
 */
export async function allocateSeriesNumbers(
  client: SqlClient,
  tenantId: string,
  kind: NumberedKind,
  documents: { issue_date: string; customer_id: string }[],
): Promise<SeriesNumber[]> {
  const { rows } = await client.query(`SELECT format FROM number_series WHERE tenant_id = $1 AND kind = $2`, [
    tenantId,
    kind,
  ]);
  // A tenant that never chose a format has no series; its settings page shows this format too.
  const [{ format } = { format: DEFAULT_NUMBER_FORMATS[kind] }] = rows as { format: string }[];
  const codes = format.includes('{CUSTOMER}') ? await loadCustomerCodes(client, tenantId, documents) : null;
  const days = new Set(documents.map(({ issue_date }) => issue_date));
  const periodOf = new Map([...days].map((day) => [day, numberPeriod(format, day)]));
  const periods = documents.map(({ issue_date }) => periodOf.get(issue_date) ?? '');
  const next = await reserveNumbers(client, tenantId, kind, periods);
  return documents.map(({ issue_date, customer_id }, at) => {
    const number_period = periods[at] ?? '';
    const number_value = next.get(number_period) ?? 1n;
    next.set(number_period, number_value + 1n);
    const parts = { sequence: number_value, issueDate: issue_date, customerCode: codes?.get(customer_id) ?? '' };
    return { number: formatNumber(format, parts), number_period, number_value };
  });
}

async function loadCustomerCodes(
  client: SqlClient,
  tenantId: string,
  documents: { customer_id: string }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(documents.map(({ customer_id }) => customer_id))];
  const { rows } = await client.query(
    'SELECT id, external_id FROM customers WHERE tenant_id = $1 AND id = ANY($2::uuid[])',
    [tenantId, ids],
  );
  return new Map((rows as { id: string; external_id: string | null }[]).map((row) => [row.id, customerCode(row)]));
}

/** Raises the counter of each period by how often it occurs; returns the first of the reserved numbers. */
export async function reserveNumbers(
  client: SqlClient,
  tenantId: string,
  kind: NumberedKind,
  periods: string[],
): Promise<Map<string, bigint>> {
  const counts = new Map<string, number>();
  for (const period of periods) counts.set(period, (counts.get(period) ?? 0) + 1);
  // Always in the same order: two transactions that need several periods cannot wait for each other.
  const wanted = [...counts.keys()].sort();
  const { rows } = await client.query(
    `INSERT INTO number_counters (tenant_id, kind, period, last_value)
     SELECT $1, $2, period, wanted FROM unnest($3::text[], $4::bigint[]) u(period, wanted) ORDER BY period
     ON CONFLICT (tenant_id, kind, period) DO UPDATE SET last_value = number_counters.last_value + EXCLUDED.last_value
     RETURNING period, last_value::text`,
    [tenantId, kind, wanted, wanted.map((period) => counts.get(period) ?? 0)],
  );
  return new Map(
    (rows as { period: string; last_value: string }[]).map(({ period, last_value }) => [
      period,
      BigInt(last_value) - BigInt(counts.get(period) ?? 0) + 1n,
    ]),
  );
}
