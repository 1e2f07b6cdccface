import { BillingError } from '@revenue/billing-core/errors';
import { wireAmount } from '@revenue/billing-core/money';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { type ChangeOutcome, changeSubscription } from '../../subscriptions/change-subscription.ts';
import { loadStates } from '../../subscriptions/load-state.ts';
import { loadSubscription } from '../../subscriptions/queries.ts';
import { toSubscriptionView } from '../../subscriptions/view.ts';
import type { MigrationDetails } from './migration-details.ts';
import { migrationTerms } from './migration-terms.ts';

/**
 * Moves one subscription to another version of its plan by the operation that changes subscriptions, and says of the
 * change which migration it is of.
 *
 * @throws BillingError illegal_transition where it is not on the version any more, or has another change to come; as
 * `changeSubscription`
 */
export async function migrateSubscription(
  tx: Tx,
  ctx: OperationContext,
  { id, bulk_action_id, migration }: { id: string; bulk_action_id: string; migration: MigrationDetails },
): Promise<ChangeOutcome> {
  const client = sqlClientOf(tx);
  const { tenant_id } = ctx;
  const [state] = await loadStates(client, tenant_id, [id], { lock: true });
  if (!state || state.plan_version_id !== migration.from_version_id)
    throw new BillingError('illegal_transition', `It is not on version ${migration.from_version} any more.`);
  if (state.scheduled_change)
    throw new BillingError('illegal_transition', 'Another change of it is scheduled; undo that first.');
  const before = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
  const outcome = await changeSubscription(tx, ctx, id, migrationTerms(state, migration));
  await client.query(
    `UPDATE subscription_changes SET kind = 'migration', details = details || $3::jsonb
      WHERE tenant_id = $1::uuid AND id = $2::uuid`,
    [tenant_id, outcome.id, JSON.stringify({ bulk_action_id })],
  );
  const after = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
  const object = { object_type: 'subscription', object_id: id };
  await recordChange(tx, ctx, {
    type: 'subscription.updated',
    ...object,
    before,
    after: { ...after, change_id: outcome.id, net: wireAmount(outcome.net, outcome.state.currency) },
  });
  return outcome;
}
