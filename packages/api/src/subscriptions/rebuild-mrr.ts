import { mrrPast } from '@revenue/billing-core/metrics';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { loadMrrPasts } from './load-mrr-pasts.ts';
import { recordMrr, replaceSpans } from './record-mrr.ts';

const CHUNK = 500;

/**
 * Tells the MRR of subscriptions anew from what is stored of them, chunk by chunk, and says of how many. With `missing` only
 * of those that have none: subscriptions from before MRR was recorded. What is not stored cannot be told: when one fell
 * behind with a payment, and discounts that it had before.
 */
export async function rebuildMrr(
  ctx: OperationContext,
  { missing }: { missing: boolean },
): Promise<{ subscriptions: number }> {
  let [subscriptions, after]: [number, string | null] = [0, null];
  for (;;) {
    const ids: string[] = await ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
      const next = await nextIds(client, ctx.tenant_id, after, missing);
      await rebuildChunk(client, ctx, next);
      return next;
    });
    if (ids.length === 0) break;
    subscriptions += ids.length;
    after = ids.at(-1) ?? null;
  }
  ctx.log.info({ tenant_id: ctx.tenant_id, subscriptions }, 'the MRR of subscriptions was told anew');
  return { subscriptions };
}

async function nextIds(client: SqlClient, tenantId: string, after: string | null, missing: boolean): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT s.id FROM subscriptions s
      WHERE s.tenant_id = $1::uuid AND ($2::uuid IS NULL OR s.id > $2::uuid)
        AND (NOT $3::boolean OR NOT EXISTS (
              SELECT 1 FROM mrr_spans m WHERE m.tenant_id = s.tenant_id AND m.subscription_id = s.id))
      ORDER BY s.id LIMIT $4`,
    [tenantId, after, missing, CHUNK],
  );
  return (rows as { id: string }[]).map(({ id }) => id);
}

async function rebuildChunk(client: SqlClient, ctx: OperationContext, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const pasts = await loadMrrPasts(client, { tenant_id, now }, ids);
  await replaceSpans(
    client,
    { tenant_id, now },
    pasts.map((past) => ({ ...past, steps: mrrPast(past) })),
  );
  // What is known of the days to come, such as the end of a discount.
  await recordMrr(client, ctx, ids);
}
