import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { FastifyReply } from 'fastify';
import type { OperationContext } from '../context.ts';
import { createTurns } from '../files/create-turns.ts';
import { type Cell, toCsv } from './to-csv.ts';

export interface CsvSource {
  /** Without the ending. */
  name: string;
  header: readonly string[];
  statement: string;
  values: unknown[];
  cells: (row: Record<string, string | null>) => Cell[];
}

/** Rows of one FETCH: enough to spread its cost, little enough to lie in memory. */
const BATCH = 1_000;
/** A download that takes nothing for so long is given up: it holds a connection. */
const STALL_MS = 30_000;
/** Exports at once, of all tenants, and one a tenant: each holds a connection for as long as it takes. */
const inTurn = createTurns(3);

/**
 * Sends what a statement finds as a CSV, while it is being read: through a cursor of one snapshot, no faster than the
 * client takes it, so a million rows need no more memory than a thousand. An error before the first row is answered as
 * any other; a later one breaks the download off, and a browser does not take half a file for a whole one.
 */
export async function sendCsv(ctx: OperationContext, reply: FastifyReply, source: CsvSource): Promise<FastifyReply> {
  const out = new PassThrough({ highWaterMark: 262_144 });
  // Before it is sent nobody listens to it, and an error that nobody hears ends the process.
  out.on('error', () => undefined);
  await new Promise<void>((begin, fail) => {
    const copied = inTurn(ctx.tenant_id, () =>
      ctx.db.withTenantSql(ctx.tenant_id, (client) => copyRows(client, source, out, begin)),
    );
    copied.then(
      () => out.end(),
      (error: Error) => {
        fail(error);
        out.destroy(error);
      },
    );
  });
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${source.name}.csv"`)
    .send(out);
}

async function copyRows(client: SqlClient, source: CsvSource, out: PassThrough, begin: () => void): Promise<void> {
  await client.query(`DECLARE export_rows NO SCROLL CURSOR FOR ${source.statement}`, source.values);
  for (let first = true; ; first = false) {
    const { rows } = await client.query(`FETCH ${BATCH} FROM export_rows`);
    if (first) {
      begin();
      await put(out, toCsv([source.header]));
    }
    if (rows.length === 0) return;
    const found = rows as Record<string, string | null>[];
    await put(out, toCsv(found.map((row) => source.cells(row))));
  }
}

/** Waits until there is room for more. */
async function put(out: PassThrough, text: string): Promise<void> {
  if (out.write(text)) return;
  const waits = new AbortController();
  const patience = AbortSignal.any([waits.signal, AbortSignal.timeout(STALL_MS)]);
  try {
    await Promise.race([once(out, 'drain', { signal: patience }), once(out, 'close', { signal: patience })]);
  } finally {
    waits.abort();
  }
  if (out.destroyed) throw new Error('the download was given up');
}
