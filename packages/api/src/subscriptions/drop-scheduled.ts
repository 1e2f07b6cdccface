import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';

interface DroppedRow {
  id: string;
  subscription_id: string;
  kind: string;
  effective_on: string;
  plan: string | null;
}

/**
 * Drops what was scheduled for subscriptions that pause or have ended in another way, so that it never comes: the change is
 * undone and says why, its items end, the timeline tells. Of one that pauses an end to come stays. Set-based; nobody asked
 * for it, so nothing is refused.
 */
export async function dropScheduled(
  client: SqlClient,
  ctx: OperationContext,
  subscriptionIds: readonly string[],
  { reason, ends }: { reason: string; ends: 'stay' | 'go' },
): Promise<void> {
  if (subscriptionIds.length === 0) return;
  const { rows } = await client.query(
    `WITH dropped AS (
       UPDATE subscription_changes SET status = 'undone', undone_at = $3::timestamptz,
              details = details || jsonb_build_object('dropped', $4::text)
        WHERE tenant_id = $1::uuid AND subscription_id = ANY($2::uuid[]) AND status = 'scheduled' AND ($5 OR kind <> 'cancel')
        RETURNING tenant_id, id, subscription_id, kind, effective_on, to_plan_version_id),
     ended AS (
       UPDATE subscription_items si SET state = 'ended' FROM dropped d
        WHERE si.tenant_id = d.tenant_id AND si.change_id = d.id AND si.state = 'scheduled')
     SELECT d.id::text, d.subscription_id::text, d.kind, d.effective_on::text, p.name AS plan
       FROM dropped d
       LEFT JOIN plan_versions v ON v.tenant_id = d.tenant_id AND v.id = d.to_plan_version_id
       LEFT JOIN plans p ON p.tenant_id = v.tenant_id AND p.id = v.plan_id
      ORDER BY d.id`,
    [ctx.tenant_id, subscriptionIds, ctx.clock.now(), reason, ends === 'go'],
  );
  await writeChanges(
    client,
    ctx,
    (rows as DroppedRow[]).map(({ id, subscription_id, kind, effective_on, plan }) => {
      const scheduled_change = { id, kind, effective_on, plan: { name: plan } };
      return {
        type: 'subscription.updated' as const,
        object_type: 'subscription',
        object_id: subscription_id,
        before: { scheduled_change },
        after: { id: subscription_id, scheduled_change: { ...scheduled_change, dropped: reason } },
      };
    }),
  );
}
