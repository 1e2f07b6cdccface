import { BillingError } from '@revenue/billing-core/errors';
import type { Subscription, SubscriptionStatus, UpdateSubscription } from '@revenue/billing-core/subscriptions';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { presentFields } from '../present-fields.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { LIVE_STATUSES } from './live-statuses.ts';
import { loadSubscription } from './queries.ts';
import { recordMrr } from './record-mrr.ts';
import { toSubscriptionView } from './view.ts';

/**
 * Changes what a subscription is called, and whether it ends with its current period. What is due until then is billed.
 *
 * @throws BillingError not_found, version_conflict, illegal_transition when it has ended
 */
export async function updateSubscription(
  ctx: OperationContext,
  { id, version, ...changes }: UpdateSubscription,
): Promise<Subscription> {
  const { tenant_id } = ctx;
  return namingDuplicates({ external_id: 'There is a subscription with this external_id already.' }, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      await lockRow(tx, 'subscriptions', tenant_id, id);
      const row = await loadSubscription(tx, tenant_id, id);
      requireVersion('subscription', row.version, version);
      const { cancel_at_period_end } = changes;
      if (cancel_at_period_end !== undefined && !LIVE_STATUSES.includes(row.status as SubscriptionStatus)) {
        throw new BillingError('illegal_transition', `The subscription is ${row.status}; it has ended already.`);
      }
      const now = ctx.clock.now();
      const canceled = cancel_at_period_end === undefined ? {} : { canceled_at: cancel_at_period_end ? now : null };
      await tx.subscription.update({
        where: { tenant_id_id: { tenant_id, id } },
        data: { ...presentFields(changes), ...canceled, updated_at: now, version: { increment: 1 } },
      });
      await recordMrr(sqlClientOf(tx), ctx, [id]);
      const after = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
      const before = toSubscriptionView(row);
      await recordChange(tx, ctx, {
        type: 'subscription.updated',
        object_type: 'subscription',
        object_id: id,
        before,
        after,
      });
      return after;
    }),
  );
}
