import { SubscriptionPolicy, type UpdateSubscriptionPolicy } from '@revenue/billing-core/subscriptions';
import { recordChange } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import { presentFields } from '../../present-fields.ts';
import { requireVersion } from '../../rest/version-tag.ts';
import { loadPolicy } from './load-policy.ts';

/**
 * Changes what is given, for changes from now on: what is invoiced or scheduled already stays as it was decided.
 *
 * @throws BillingError version_conflict
 */
export async function updatePolicy(
  ctx: OperationContext,
  input: UpdateSubscriptionPolicy,
): Promise<SubscriptionPolicy> {
  const { tenant_id } = ctx;
  const { version, ...changes } = input;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const before = await loadPolicy(tx, tenant_id);
    requireVersion('subscription policy', before.version, version);
    const { version: _, ...fields } = { ...before, ...presentFields(changes) };
    const updated_at = ctx.clock.now();
    const saved = await tx.subscriptionPolicy.upsert({
      where: { tenant_id },
      create: { tenant_id, ...fields, updated_at },
      update: { ...fields, updated_at, version: { increment: 1 } },
    });
    const after = SubscriptionPolicy.parse(saved);
    const change = { type: 'subscription_policy.updated' as const, object_type: 'tenant', object_id: tenant_id };
    await recordChange(tx, ctx, { ...change, before, after });
    return after;
  });
}
