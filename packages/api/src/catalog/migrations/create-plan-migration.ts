import { MAX_BULK_ITEMS } from '@revenue/billing-core/bulk-actions';
import type { CreatePlanMigration, PlanMigration } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import { newId } from '@revenue/db/ids';
import { beginBulkAction, insertBulkAction } from '../../bulk-actions/begin-bulk-action.ts';
import type { OperationContext } from '../../context.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { getPlanMigration } from './list-plan-migrations.ts';
import { loadMigrating, loadMigration } from './load-migration.ts';
import type { MigrationDetails } from './migration-details.ts';

/**
 * Moves the subscribers of one version to another: fixes who they are and hands them to the worker as a bulk action, in
 * one transaction. Each is moved in a transaction of its own, once, whatever happens to the worker.
 *
 * @throws BillingError as `loadMigration`; selection_changed when there are not as many as expected
 */
export async function createPlanMigration(ctx: OperationContext, input: CreatePlanMigration): Promise<PlanMigration> {
  const { tenant_id } = ctx;
  const id = newId(ctx.clock.now());
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const migration = await loadMigration(tx, tenant_id, input);
    const subscriptions = await loadMigrating(tx, tenant_id, migration, input);
    judgeCount(subscriptions.length, input);
    const details: MigrationDetails = {
      plan_id: input.id,
      from_version_id: migration.from.id,
      to_version_id: migration.to.id,
      from_version: input.from_version,
      to_version: input.to_version,
      when: input.when,
      mapping: migration.mapping.map(({ from_id, to_id }) => ({ from_id, to_id })),
    };
    const client = sqlClientOf(tx);
    const made = { id, action: 'migrate_subscriptions' as const, items_total: subscriptions.length };
    await insertBulkAction(client, ctx, { ...made, details: { migration: details } });
    await client.query(
      `INSERT INTO bulk_action_items (tenant_id, bulk_action_id, position, object_id, label)
       SELECT $1::uuid, $2::uuid, u.position, u.id, u.label
         FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS u(id, label, position)`,
      [tenant_id, id, subscriptions.map((row) => row.id), subscriptions.map(({ customer }) => customer.name)],
    );
    await beginBulkAction(client, ctx, { ...made, ...details });
  });
  return getPlanMigration(ctx, { id: input.id, migration_id: id });
}

function judgeCount(total: number, { expected, from_version }: CreatePlanMigration): void {
  const refuse = (path: string, message: string) => {
    throw new BillingError('validation_failed', `${path}: ${message}.`, { errors: [{ path, message }] });
  };
  if (total === 0) refuse('from_version', `nobody who was chosen is on version ${from_version}`);
  if (total > MAX_BULK_ITEMS) refuse('customer_ids', `${total} match; choose ${MAX_BULK_ITEMS} or fewer at a time`);
  if (expected === undefined || expected === total) return;
  const sentence = `${total} are on version ${from_version} by now, not ${expected}; nothing was begun. Look at the preview again.`;
  throw new BillingError('selection_changed', sentence);
}
