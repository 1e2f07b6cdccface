import type { ImportRow } from '@revenue/billing-core/invoice-imports';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { FileRow } from './read-import-file.ts';

/** Rows in one statement. */
const BATCH = 2_000;
const MAX_RAW = 2_000;

/**
 * Puts the rows of a file into a table of this transaction, as they come. Everything after is set-based on it, so the
 * process never holds more than a batch.
 */
export async function stageImportRows(client: SqlClient, rows: AsyncIterable<FileRow>): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE import_rows (
       line int, number text, is_credit boolean, day date, customer text, customer_name text, country text, product text,
       description text, quantity text, unit_price text, currency text, raw text, reason text, detail text) ON COMMIT DROP`,
  );
  let batch: FileRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    await insertRows(client, batch);
    batch = [];
  }
  if (batch.length > 0) await insertRows(client, batch);
  await client.query('CREATE INDEX ON import_rows (number)');
  await client.query('ANALYZE import_rows');
}

async function insertRows(client: SqlClient, rows: FileRow[]): Promise<void> {
  const judged = rows.map(toStaged);
  const column = <K extends keyof ImportRow>(key: K) => judged.map(({ row }) => row?.[key] ?? null);
  await client.query(
    `INSERT INTO import_rows (line, raw, number, reason, detail, is_credit, day, customer, customer_name, country, product,
                              description, quantity, unit_price, currency)
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::date[], $8::text[],
       $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[])`,
    [
      rows.map(({ line_number }) => line_number),
      // What PostgreSQL cannot keep as text is shown as what it is not.
      rows.map(({ raw }) => raw.slice(0, MAX_RAW).replaceAll('\0', '\uFFFD').toWellFormed()),
      judged.map(({ number }) => number),
      judged.map(({ reason }) => reason),
      judged.map(({ detail }) => detail),
      column('is_credit'),
      column('date'),
      column('customer'),
      column('customer_name'),
      column('country'),
      column('product'),
      column('description'),
      column('quantity'),
      column('unit_price'),
      column('currency'),
    ],
  );
}

type Staged = { number: string | null; row: ImportRow | null; reason: string | null; detail: string | null };

function toStaged({ read, raw }: FileRow): Staged {
  if (read === 'unreadable') return { number: null, row: null, reason: 'unreadable_row', detail: null };
  if (raw.includes('\0')) return { number: null, row: null, reason: 'bad_text', detail: null };
  if ('row' in read) return { number: read.row.number, row: read.row, reason: null, detail: null };
  const { reason, field, value } = read.fault;
  const detail = value === '' ? field : `${field} is "${value.slice(0, 100)}"`;
  return { number: read.number, row: null, reason, detail };
}
