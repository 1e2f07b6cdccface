import { BillingError } from '@revenue/billing-core/errors';
import type { Subscription } from '@revenue/billing-core/subscriptions';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { loadSubscription } from './queries.ts';
import { undoScheduled } from './undo-scheduled.ts';
import { toSubscriptionView } from './view.ts';

/**
 * Takes the change back that is scheduled for the end of the period: the subscription goes on as it is.
 *
 * @throws BillingError not_found, version_conflict; illegal_transition where none is scheduled
 */
export async function undoSubscriptionChange(
  ctx: OperationContext,
  { id, version }: { id: string; version?: number | undefined },
): Promise<Subscription> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'subscriptions', tenant_id, id);
    const row = await loadSubscription(tx, tenant_id, id);
    requireVersion('subscription', row.version, version);
    const undone = await undoScheduled(sqlClientOf(tx), ctx, id);
    if (undone === null) {
      throw new BillingError(
        'illegal_transition',
        'No change of the subscription is scheduled; there is nothing to undo.',
      );
    }
    await tx.subscription.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: { updated_at: ctx.clock.now(), version: { increment: 1 } },
    });
    const after = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
    await recordChange(tx, ctx, {
      type: 'subscription.updated',
      object_type: 'subscription',
      object_id: id,
      before: toSubscriptionView(row),
      after: { ...after, undone_change_id: undone.id },
    });
    return after;
  });
}
