import { BillingError } from '@revenue/billing-core/errors';
import { MAX_REJECTED_ROWS, type UsageImportReport } from '@revenue/billing-core/usage';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { createTurns } from '../files/create-turns.ts';
import { type SpooledFile, withSpooledFile } from '../files/spooled-file.ts';
import type { FileRow } from './files/file-row.ts';
import { readRows, type UsageFormat } from './files/read-rows.ts';
import { insertUsage } from './insert-usage.ts';
import { type JudgedRow, judgeRow, type Rejection, toRejection } from './judge-row.ts';
import { isReferenceFault, loadReferences } from './load-references.ts';
import { toImportView, toRejectionView } from './view.ts';

export interface UsageFile {
  file_name: string;
  format: UsageFormat;
  content: AsyncIterable<Uint8Array>;
}

interface Counts {
  total: number;
  accepted: number;
  rejected: number;
}

/** Rows in one statement. */
const BATCH = 1_000;
const SHOWN_REJECTIONS = 100;
/** Files in work at once, of all tenants: each holds a connection for as long as it takes. */
const inTurn = createTurns(4);

/**
 * Takes a file of usage: good rows go in, wrong ones are kept with their line and reason, and a row whose id is known
 * changes nothing, so the same file may be sent again. One transaction: a file that cannot be read to its end, or a
 * process that dies, leaves nothing half done.
 *
 * @throws BillingError malformed_body when the file as a whole cannot be read; payload_too_large; validation_failed when
 * more than MAX_REJECTED_ROWS rows are wrong
 */
export async function importUsage(ctx: OperationContext, file: UsageFile): Promise<UsageImportReport> {
  return withSpooledFile(file.content, (spooled) =>
    inTurn(ctx.tenant_id, () =>
      ctx.db.withTenantSql(ctx.tenant_id, (client) => importSpooled(client, ctx, file, spooled)),
    ),
  );
}

async function importSpooled(
  client: SqlClient,
  ctx: OperationContext,
  { file_name, format }: UsageFile,
  spooled: SpooledFile,
): Promise<UsageImportReport> {
  await oneFileAtATime(client, ctx.tenant_id);
  const now = ctx.clock.now();
  const id = newId(now);
  await client.query(
    `INSERT INTO usage_imports (tenant_id, id, file_name, rows_total, rows_accepted, rows_duplicate, rows_rejected, created_by, created_at)
     VALUES ($1, $2, $3, 0, 0, 0, 0, $4, $5)`,
    [ctx.tenant_id, id, file_name, ctx.actor.name, now],
  );
  const counts: Counts = { total: 0, accepted: 0, rejected: 0 };
  const shown: Rejection[] = [];
  for await (const rows of inBatches(readRows(format, spooled.read()), BATCH)) {
    const rejections = await importBatch(client, ctx, id, rows, counts);
    shown.push(...rejections.slice(0, SHOWN_REJECTIONS - shown.length));
  }
  const row = {
    id,
    file_name,
    rows_total: counts.total,
    rows_accepted: counts.accepted,
    rows_duplicate: counts.total - counts.accepted - counts.rejected,
    rows_rejected: counts.rejected,
    created_by: ctx.actor.name,
    created_at: now,
  };
  await client.query(
    `UPDATE usage_imports SET rows_total = $3, rows_accepted = $4, rows_duplicate = $5, rows_rejected = $6
      WHERE tenant_id = $1 AND id = $2`,
    [ctx.tenant_id, id, row.rows_total, row.rows_accepted, row.rows_duplicate, row.rows_rejected],
  );
  const view = toImportView(row);
  await writeChanges(client, ctx, [
    { type: 'usage.imported', object_type: 'usage_import', object_id: id, after: view },
  ]);
  return { ...view, rejections: shown.map(toRejectionView) };
}

/**
 * Two files with the same ids in another order would lock each other out, batch against batch. Within this process they
 * take turns before they come here; this is for other processes.
 */
async function oneFileAtATime(client: SqlClient, tenantId: string): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('usage import ' || $1, 0))", [tenantId]);
}

async function importBatch(
  client: SqlClient,
  ctx: OperationContext,
  importId: string,
  rows: FileRow[],
  counts: Counts,
): Promise<Rejection[]> {
  const judged = rows.map(judgeRow);
  const records = judged.flatMap((row) => ('record' in row ? [row.record] : []));
  const find = await loadReferences(client, ctx.tenant_id, records, ctx.clock.now());
  const { known, rejections } = sortOut(judged, find);
  counts.total += rows.length;
  counts.rejected += rejections.length;
  if (counts.rejected > MAX_REJECTED_ROWS) throw tooManyRejections(rejections);
  const origin = { tenant_id: ctx.tenant_id, import_id: importId, received_at: ctx.clock.now() };
  counts.accepted += await insertUsage(client, origin, known);
  await insertRejections(client, ctx, importId, rejections);
  return rejections;
}

function sortOut(judged: JudgedRow[], find: Awaited<ReturnType<typeof loadReferences>>) {
  const rejections: Rejection[] = [];
  const known = judged.flatMap((row) => {
    if ('rejection' in row) {
      rejections.push(row.rejection);
      return [];
    }
    const references = find(row.record);
    if (!isReferenceFault(references)) return [{ record: row.record, references }];
    rejections.push(
      toRejection(row.row, references.path === 'occurred_at' ? 'invalid_date' : 'not_found', [references]),
    );
    return [];
  });
  return { known, rejections };
}

async function insertRejections(
  client: SqlClient,
  ctx: OperationContext,
  importId: string,
  rejections: Rejection[],
): Promise<void> {
  if (rejections.length === 0) return;
  const now = ctx.clock.now();
  await client.query(
    `INSERT INTO usage_rejections (tenant_id, import_id, created_at, id, line_number, raw, code, path, message)
     SELECT $1, $2, $3, u.* FROM unnest($4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[]) u`,
    [
      ctx.tenant_id,
      importId,
      now,
      rejections.map(() => newId(now)),
      rejections.map(({ line_number }) => line_number),
      rejections.map(({ raw }) => raw),
      rejections.map(({ code }) => code),
      rejections.map(({ path }) => path),
      rejections.map(({ message }) => message),
    ],
  );
}

function tooManyRejections(rejections: Rejection[]): BillingError {
  const last = rejections.at(-1);
  const example = last ? ` Line ${last.line_number}: ${last.path ?? 'the row'} ${last.message}.` : '';
  return new BillingError(
    'validation_failed',
    `More than ${MAX_REJECTED_ROWS} rows are wrong, so this is perhaps another file than it should be. Nothing was imported.${example}`,
  );
}

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncIterable<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
