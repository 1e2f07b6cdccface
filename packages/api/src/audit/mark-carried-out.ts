import { BillingError } from '@revenue/billing-core/errors';
import type { OperationContext } from '../context.ts';
import type { Change } from './record-change.ts';

/** The status under which a key says: done, but the answer is not kept yet. */
export const CARRIED_OUT = 0;

type Run = (statement: string, values: unknown[]) => Promise<number>;

/**
 * Says, in the transaction of the change, that the request under this Idempotency-Key was carried out. Should the process
 * die before the answer is kept, a repetition finds this and does not do it again. `run` returns the rows touched.
 */
export async function markCarriedOut(ctx: OperationContext, change: Change | undefined, run: Run): Promise<void> {
  if (!ctx.idempotency || !change) return;
  const { key, locked_at } = ctx.idempotency;
  const done = JSON.stringify({ object_type: change.object_type, object_id: change.object_id });
  const touched = await run(
    `UPDATE idempotency_keys SET status_code = ${CARRIED_OUT}, response = $1::jsonb
     WHERE tenant_id = $2::uuid AND key = $3 AND locked_at = $4::timestamptz AND completed_at IS NULL`,
    [done, ctx.tenant_id, key, locked_at],
  );
  if (touched === 1) return;
  // So slow that another request has taken the key over: only one of the two may commit.
  const sentence = `The Idempotency-Key ${key} is in the hands of a later request; ask again in 1 s.`;
  throw new BillingError('idempotency_in_progress', sentence, { retry_after_seconds: 1 });
}
