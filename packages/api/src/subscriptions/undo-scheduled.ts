import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';

/** Takes a scheduled change of items back, where there is one; its items never come. Returns which it was. */
export async function undoScheduled(
  client: SqlClient,
  ctx: OperationContext,
  subscriptionId: string,
): Promise<{ id: string; kind: string } | null> {
  const now = ctx.clock.now();
  const { rows } = await client.query(
    `UPDATE subscription_changes SET status = 'undone', undone_at = $3::timestamptz
      WHERE tenant_id = $1::uuid AND subscription_id = $2::uuid AND status = 'scheduled' AND kind <> 'cancel'
      RETURNING id::text, kind`,
    [ctx.tenant_id, subscriptionId, now],
  );
  const [undone] = rows as { id: string; kind: string }[];
  if (!undone) return null;
  await client.query(
    `UPDATE subscription_items SET state = 'ended' WHERE tenant_id = $1::uuid AND change_id = $2::uuid AND state = 'scheduled'`,
    [ctx.tenant_id, undone.id],
  );
  return undone;
}
