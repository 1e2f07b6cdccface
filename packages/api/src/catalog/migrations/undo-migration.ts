import { Pricing } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import type { Tx } from '@revenue/db/database';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { recordChange } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { changeSubscription } from '../../subscriptions/change-subscription.ts';
import { loadStates, type SubscriptionState } from '../../subscriptions/load-state.ts';
import { loadSubscription } from '../../subscriptions/queries.ts';
import { undoScheduled } from '../../subscriptions/undo-scheduled.ts';
import { toSubscriptionView } from '../../subscriptions/view.ts';
import type { MigrationDetails } from './migration-details.ts';

interface Undone {
  id: string;
  /** The migration that undoes, with what it undoes. */
  migration: MigrationDetails;
}

/**
 * Takes the migration of one subscription back, as long as nothing was billed for it: one that is to come never comes,
 * and one that has come is changed back, which nets to nothing on lines that still wait.
 *
 * @throws BillingError illegal_transition where it was billed, undone or changed since
 */
export async function undoMigration(tx: Tx, ctx: OperationContext, { id, migration }: Undone): Promise<void> {
  const client = sqlClientOf(tx);
  const { tenant_id } = ctx;
  const [state] = await loadStates(client, tenant_id, [id], { lock: true });
  if (!state) throw new BillingError('illegal_transition', 'It is not there any more.');
  const change = await loadChange(client, tenant_id, { id, migration });
  const before = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
  if (change.status === 'scheduled') await undoScheduled(client, ctx, id);
  else await changeBack(tx, ctx, state, { change, migration });
  await client.query(
    `UPDATE subscriptions SET version = version + 1, updated_at = $3::timestamptz WHERE tenant_id = $1::uuid AND id = $2::uuid`,
    [tenant_id, id, ctx.clock.now()],
  );
  const after = toSubscriptionView(await loadSubscription(tx, tenant_id, id));
  const object = { object_type: 'subscription', object_id: id };
  await recordChange(tx, ctx, {
    type: 'subscription.updated',
    ...object,
    before,
    after: { ...after, undone_change_id: change.id },
  });
}

interface MigrationChange {
  id: string;
  status: 'scheduled' | 'applied' | 'undone';
  effective_on: string;
  /** It is on an invoice or a credit note, or a period that it brought was billed. */
  billed: boolean;
}

async function loadChange(client: SqlClient, tenantId: string, { id, migration }: Undone): Promise<MigrationChange> {
  const { rows } = await client.query(
    `SELECT c.id::text, c.status, c.effective_on::text,
            (c.invoice_id IS NOT NULL OR cardinality(c.credit_note_ids) > 0
             OR EXISTS (SELECT FROM subscription_items si
                          JOIN invoice_items it ON it.tenant_id = si.tenant_id AND it.subscription_item_id = si.id
                         WHERE si.tenant_id = $1::uuid AND si.change_id = c.id)) AS billed
       FROM subscription_changes c
      WHERE c.tenant_id = $1::uuid AND c.subscription_id = $2::uuid AND c.details ->> 'bulk_action_id' = $3
      ORDER BY c.created_at DESC LIMIT 1`,
    [tenantId, id, migration.undoes],
  );
  const [change] = rows as MigrationChange[];
  if (!change) throw new BillingError('illegal_transition', 'It was not moved by this migration.');
  if (change.status === 'undone') throw new BillingError('illegal_transition', 'It was undone already.');
  if (change.billed)
    throw new BillingError('illegal_transition', 'It is billed already; move it back by another migration.');
  return change;
}

async function changeBack(
  tx: Tx,
  ctx: OperationContext,
  state: SubscriptionState,
  { change, migration }: { change: MigrationChange; migration: MigrationDetails },
): Promise<void> {
  if (state.plan_version_id !== migration.from_version_id)
    throw new BillingError('illegal_transition', `It is not on version ${migration.from_version} any more.`);
  const items = await loadEnded(sqlClientOf(tx), ctx.tenant_id, change.id);
  await changeSubscription(tx, ctx, state.id, {
    plan_version_id: migration.to_version_id,
    when: 'now',
    quantities: items
      .filter(({ kind }) => kind === 'recurring')
      .map(({ component_id, quantity }) => ({ component_id, quantity })),
    prices: items.flatMap(({ component_id, pricing }) =>
      pricing === null ? [] : [{ component_id, pricing: Pricing.parse(pricing) }],
    ),
  });
  await sqlClientOf(tx).query(
    `UPDATE subscription_changes SET details = details || '{"taken_back": true}' WHERE tenant_id = $1::uuid AND id = $2::uuid`,
    [ctx.tenant_id, change.id],
  );
}

interface EndedItem {
  component_id: string;
  kind: string;
  quantity: string;
  pricing: unknown;
}

/** The items that the migration ended, as they were. */
async function loadEnded(client: SqlClient, tenantId: string, changeId: string): Promise<EndedItem[]> {
  const { rows } = await client.query(
    `SELECT si.plan_component_id::text AS component_id, pc.kind, trim_scale(si.quantity)::text AS quantity, si.pricing
       FROM subscription_changes c
       JOIN subscription_items si ON si.tenant_id = c.tenant_id
                                 AND si.id::text IN (SELECT jsonb_array_elements_text(c.details -> 'ends'))
       JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
      WHERE c.tenant_id = $1::uuid AND c.id = $2::uuid ORDER BY si.id`,
    [tenantId, changeId],
  );
  return rows as EndedItem[];
}
