import { BillingError } from '@revenue/billing-core/errors';
import { wireSum } from '@revenue/billing-core/money';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { billChunk, type RunRow } from './bill-chunk.ts';
import { chunkTurns } from './chunk-turns.ts';
import { dueChunks } from './due-chunks.ts';
import { nextDueCustomers } from './load-due-subscriptions.ts';

/** Payers in one transaction at most: large enough to spread its cost, small enough to lose little in a crash. */
const CHUNK = 500;
/** Fewer would cost more than they spread. */
const LEAST_CHUNK = 100;
/** A small run is cut into as many as there are in hand and one more, so that it has something to overlap. */
const chunkOf = (payers: number) => Math.max(LEAST_CHUNK, Math.min(CHUNK, Math.ceil(payers / (IN_HAND + 1))));

/** One that is written, one that waits for its turn, and one that is read and computed, so that nobody waits for them. */
const IN_HAND = 3;

type ChunkSize = Parameters<typeof dueChunks>[1];

/**
 * Carries a run through, chunk by chunk. Each chunk commits by itself and moves its subscriptions on, so a run that was
 * cut off goes on where it stopped, and one that is carried out twice finds nothing due the second time.
 */
export async function executeBillingRun(
  ctx: OperationContext,
  runId: string,
  { chunk = chunkOf }: { chunk?: ChunkSize } = {},
): Promise<void> {
  const run = await begin(ctx, runId);
  if (run === null) return;
  try {
    await billAll(ctx, run, chunk);
  } catch (error) {
    await failBillingRun(ctx, runId, sayFailure(error));
    throw error;
  }
  await complete(ctx, runId);
}

/**
 * Some chunks at a time: while the database writes one, others are read and computed, and wait for their turn to be
 * numbered. So numbers go by the order of payers, however long each chunk takes.
 */
async function billAll(ctx: OperationContext, run: RunRow, size: ChunkSize): Promise<void> {
  const lookUp = (after: string | null, limit: number) =>
    ctx.db.withTenantSql(ctx.tenant_id, (client) => nextDueCustomers(client, ctx.tenant_id, run, after, limit));
  const turnAfter = chunkTurns();
  const inHand: Promise<void>[] = [];
  try {
    for await (const customers of dueChunks(lookUp, size)) {
      if (inHand.length === IN_HAND) await inHand.shift();
      const chunk = billChunk(ctx, run, customers, turnAfter(inHand.at(-1) ?? Promise.resolve()));
      // It is waited for below; until then its failure is nobody's.
      chunk.catch(() => undefined);
      inHand.push(chunk);
    }
    for (const chunk of inHand) await chunk;
  } finally {
    // Nothing of a run that failed goes on behind its back.
    await Promise.allSettled(inHand);
  }
}

/** What is done, waits for an approval or was canceled is not carried out, however its job came about. */
const IS_CARRIED_OUT = new Set(['pending', 'running', 'failed']);

/** null where the run has been completed before: jobs may run twice. */
async function begin(ctx: OperationContext, runId: string): Promise<RunRow | null> {
  return ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const { rows } = await client.query<RunRow & { status: string }>(
      'SELECT id, as_of, customer_id, covers, trigger, status FROM billing_runs WHERE tenant_id = $1 AND id = $2 FOR UPDATE',
      [ctx.tenant_id, runId],
    );
    const [run] = rows;
    if (!run) throw new BillingError('not_found', `There is no billing run ${runId}.`);
    if (!IS_CARRIED_OUT.has(run.status)) return null;
    await client.query(
      `UPDATE billing_runs SET status = 'running', failure = NULL, started_at = COALESCE(started_at, $3)
        WHERE tenant_id = $1 AND id = $2`,
      [ctx.tenant_id, runId, ctx.clock.now()],
    );
    return run;
  });
}

async function complete(ctx: OperationContext, runId: string): Promise<void> {
  await ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const totals = await totalsOf(client, ctx.tenant_id, runId);
    const { rowCount } = await client.query(
      `UPDATE billing_runs SET status = 'completed', totals = $3::jsonb, finished_at = $4
        WHERE tenant_id = $1 AND id = $2 AND status = 'running'`,
      [ctx.tenant_id, runId, JSON.stringify(totals), ctx.clock.now()],
    );
    if (rowCount === 0) return;
    const after = { id: runId, status: 'completed', totals };
    await writeChanges(client, ctx, [
      { type: 'billing_run.completed', object_type: 'billing_run', object_id: runId, after },
    ]);
  });
}

function sayFailure(error: unknown): string {
  return error instanceof BillingError ? error.message : 'An unexpected error; the log of the worker says which.';
}

/** Says why it stopped. A job that is tried again goes on; what was billed stays billed, and completed stays completed. */
export async function failBillingRun(ctx: OperationContext, runId: string, failure: string): Promise<void> {
  await ctx.db
    .withTenantSql(ctx.tenant_id, async (client) => {
      const { rowCount } = await client.query(
        `UPDATE billing_runs SET status = 'failed', failure = $3
          WHERE tenant_id = $1 AND id = $2 AND status IN ('pending', 'running', 'failed')`,
        [ctx.tenant_id, runId, failure],
      );
      if (rowCount === 0) return;
      const after = { id: runId, status: 'failed', failure };
      await writeChanges(client, ctx, [
        { type: 'billing_run.failed', object_type: 'billing_run', object_id: runId, after },
      ]);
    })
    .catch((lost: Error) =>
      ctx.log.error({ err: lost, billing_run_id: runId }, 'a failed billing run could not be marked'),
    );
}

async function totalsOf(client: SqlClient, tenantId: string, runId: string) {
  const { rows } = await client.query(
    `SELECT currency, count(*)::int AS invoices, sum(total)::text AS total FROM invoices
      WHERE tenant_id = $1 AND billing_run_id = $2 GROUP BY currency ORDER BY currency`,
    [tenantId, runId],
  );
  return (rows as { currency: string; invoices: number; total: string }[]).map((row) => ({
    ...row,
    total: wireSum(BigInt(row.total), row.currency),
  }));
}
