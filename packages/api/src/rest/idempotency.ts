import { createHash } from 'node:crypto';
import { BillingError } from '@revenue/billing-core/errors';
import { CARRIED_OUT } from '../audit/mark-carried-out.ts';
import type { OperationContext } from '../context.ts';
import { realClock } from '../tenants/tenant-clock.ts';

/** After this long an unfinished holder of a key is taken for dead, and the next request takes its place. */
export const LOCK_MS = 60_000;

export type Answer = { status: number; body: unknown };
export type KeyedRequest = {
  key: string;
  endpoint: string;
  body: unknown;
  /** The answer is shown once and must not be kept: a repetition only learns that it was carried out. */
  answer_is_secret?: boolean;
};

/**
 * Runs `answer` at most once per key and tenant, and gives the kept answer to every repetition. What never began
 * (validation, rate limits), what others were in the way of and what failed on our side is not kept: a repetition then
 * is a new try. A key is its actor's: nobody reads an answer that somebody with other rights was given.
 */
export async function answerOnce(
  ctx: OperationContext,
  request: KeyedRequest,
  answer: () => Promise<Answer>,
): Promise<Answer & { replayed: boolean }> {
  const hash = hashOf(ctx, request);
  const locked_at = realClock(ctx).now();
  const kept = await claim(ctx, request, hash, locked_at);
  if (kept) return { ...kept, replayed: true };
  ctx.idempotency = { key: request.key, locked_at };
  try {
    const fresh = await answer();
    if (!isKept(fresh)) await release(ctx, request.key, locked_at);
    else if (request.answer_is_secret && fresh.status < 300) await completeUnsaid(ctx, request.key, locked_at);
    else await complete(ctx, request.key, locked_at, fresh);
    return { ...fresh, replayed: false };
  } catch (error) {
    await release(ctx, request.key, locked_at);
    throw error;
  } finally {
    ctx.idempotency = undefined;
  }
}

export function checkIdempotencyKey(key: string): void {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return;
  throw new BillingError('validation_failed', 'Idempotency-Key takes 1 to 255 visible ASCII characters.', {
    errors: [{ path: 'Idempotency-Key', message: 'takes 1 to 255 visible ASCII characters' }],
  });
}

/** What never began, or may be allowed tomorrow. */
const NOT_KEPT = new Set([401, 403, 422, 429]);

function isKept({ status, body }: Answer): boolean {
  // "Others were changing the same records; try again" must not be the answer to every try.
  const is_collision = status === 409 && (body as { code?: unknown } | null)?.code === 'conflict';
  return status < 500 && !NOT_KEPT.has(status) && !is_collision;
}

function hashOf({ actor }: OperationContext, request: KeyedRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([actor.type, actor.id, request.endpoint, request.body ?? null]))
    .digest('hex');
}

/** Takes the key, or returns the answer that is kept under it. */
async function claim(
  ctx: OperationContext,
  request: KeyedRequest,
  request_hash: string,
  locked_at: Date,
): Promise<Answer | null> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const taken = await tx.$executeRaw`
      INSERT INTO idempotency_keys (tenant_id, key, endpoint, request_hash, locked_at)
      VALUES (${tenant_id}::uuid, ${request.key}, ${request.endpoint}, ${request_hash}, ${locked_at})
      ON CONFLICT (tenant_id, key) DO NOTHING`;
    if (taken === 1) return null;
    const [row] = await tx.$queryRaw<KeptRow[]>`
      SELECT request_hash, status_code, response, locked_at, completed_at FROM idempotency_keys
      WHERE tenant_id = ${tenant_id}::uuid AND key = ${request.key} FOR UPDATE`;
    // Given back between the two statements: free again.
    if (!row) throw inProgress(request.key, 1);
    if (row.request_hash !== request_hash) throw reused(request.key);
    const { status_code, response } = row;
    if (row.completed_at && status_code !== null && typeof response === 'string') {
      return { status: status_code, body: JSON.parse(response) };
    }
    const is_unsaid = status_code === CARRIED_OUT && row.completed_at !== null;
    const held_ms = locked_at.getTime() - row.locked_at.getTime();
    if (!is_unsaid && held_ms < LOCK_MS) throw inProgress(request.key, retryAfterSeconds(held_ms));
    if (status_code === CARRIED_OUT) throw answerLost(request.key, response);
    await tx.idempotencyKey.update({ where: { tenant_id_key: { tenant_id, key: request.key } }, data: { locked_at } });
    return null;
  });
}

type KeptRow = {
  request_hash: string;
  status_code: number | null;
  /** The answer as JSON text inside a JSON string, so that the bytes come back as they went; or what was carried out. */
  response: unknown;
  locked_at: Date;
  completed_at: Date | null;
};

/** Only the holder that still holds the key may write under it. */
async function complete(ctx: OperationContext, key: string, locked_at: Date, answer: Answer): Promise<void> {
  await ctx.db.withTenant(ctx.tenant_id, (tx) =>
    tx.idempotencyKey.updateMany({
      where: { tenant_id: ctx.tenant_id, key, locked_at, completed_at: null },
      data: {
        status_code: answer.status,
        response: JSON.stringify(answer.body ?? null),
        completed_at: realClock(ctx).now(),
      },
    }),
  );
}

/** Keeps that it was carried out, which its transaction has written, and not the answer. */
async function completeUnsaid(ctx: OperationContext, key: string, locked_at: Date): Promise<void> {
  await ctx.db.withTenant(ctx.tenant_id, (tx) =>
    tx.idempotencyKey.updateMany({
      where: { tenant_id: ctx.tenant_id, key, locked_at, completed_at: null },
      data: { completed_at: realClock(ctx).now() },
    }),
  );
}

async function release(ctx: OperationContext, key: string, locked_at: Date): Promise<void> {
  await ctx.db.withTenant(ctx.tenant_id, (tx) =>
    tx.idempotencyKey.deleteMany({
      // What was carried out stays, even when its answer failed: it must not happen again.
      where: { tenant_id: ctx.tenant_id, key, locked_at, completed_at: null, status_code: null },
    }),
  );
}

function reused(key: string): BillingError {
  return new BillingError(
    'idempotency_key_reused',
    `The Idempotency-Key ${key} was used for another request; use a new key for each.`,
  );
}

function answerLost(key: string, done: unknown): BillingError {
  const { object_type = 'record', object_id = '' } = done as { object_type?: string; object_id?: string };
  return new BillingError(
    'idempotency_answer_lost',
    `The request under Idempotency-Key ${key} was carried out (${object_type} ${object_id}), but its answer was not kept. Read the record.`,
  );
}

/** As long again as it has taken so far, and not beyond the moment at which its holder is taken for dead. */
export function retryAfterSeconds(held_ms: number): number {
  const wait_ms = Math.min(Math.max(held_ms, 0), LOCK_MS - held_ms);
  return Math.max(1, Math.ceil(wait_ms / 1000));
}

function inProgress(key: string, retry_after_seconds: number): BillingError {
  return new BillingError(
    'idempotency_in_progress',
    `A request with the Idempotency-Key ${key} is still being worked on; ask again in ${retry_after_seconds} s.`,
    { retry_after_seconds },
  );
}
