import type { PlanMigration, UndoPlanMigration } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { beginBulkAction, insertBulkAction } from '../../bulk-actions/begin-bulk-action.ts';
import type { OperationContext } from '../../context.ts';
import { lockRow } from '../../lock-row.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import { getPlanMigration } from './list-plan-migrations.ts';
import type { MigrationDetails } from './migration-details.ts';

/**
 * Takes a migration back: everybody whom it moved and who is not billed for it yet goes on as before. A bulk action like
 * the migration; what is billed is refused, one by one.
 *
 * @throws BillingError not_found; illegal_transition while it runs, where it moved nobody, or when it was taken back
 */
export async function undoPlanMigration(
  ctx: OperationContext,
  { id, migration_id }: UndoPlanMigration,
): Promise<PlanMigration> {
  const { tenant_id } = ctx;
  const undo_id = newId(ctx.clock.now());
  await ctx.db.withTenant(tenant_id, async (tx) => {
    // Two who take it back at once see each other.
    await lockRow(tx, 'bulk_actions', tenant_id, migration_id);
    const row = await tx.bulkAction.findFirst({
      where: { tenant_id, id: migration_id, action: 'migrate_subscriptions' },
    });
    const migration = (row?.details as unknown as { migration?: MigrationDetails } | undefined)?.migration;
    if (!row || migration?.plan_id !== id)
      throw new BillingError('not_found', `The plan has no migration ${migration_id}.`);
    if (row.status !== 'completed' && row.status !== 'canceled')
      throw new BillingError('illegal_transition', 'The migration is still going on; stop it, or wait for its end.');
    const client = sqlClientOf(tx);
    await refuseTwice(client, tenant_id, migration_id);
    const items_total = await countDone(client, tenant_id, migration_id);
    if (items_total === 0)
      throw new BillingError('illegal_transition', 'The migration moved nobody; there is nothing to undo.');
    const made = { id: undo_id, action: 'undo_migration' as const, items_total };
    const details = { ...reversed(migration), undoes: migration_id };
    await insertBulkAction(client, ctx, { ...made, details: { migration: details } });
    await client.query(
      `INSERT INTO bulk_action_items (tenant_id, bulk_action_id, position, object_id, label)
       SELECT $1::uuid, $3::uuid, row_number() OVER (ORDER BY position), object_id, label
         FROM bulk_action_items WHERE tenant_id = $1::uuid AND bulk_action_id = $2::uuid AND outcome = 'done'`,
      [tenant_id, migration_id, undo_id],
    );
    await beginBulkAction(client, ctx, { ...made, ...details });
  });
  return getPlanMigration(ctx, { id, migration_id: undo_id });
}

function reversed(migration: MigrationDetails): MigrationDetails {
  const { from_version_id, to_version_id, from_version, to_version, mapping } = migration;
  return {
    ...migration,
    from_version_id: to_version_id,
    to_version_id: from_version_id,
    from_version: to_version,
    to_version: from_version,
    mapping: mapping.flatMap(({ from_id, to_id }) => (to_id === null ? [] : [{ from_id: to_id, to_id: from_id }])),
  };
}

async function refuseTwice(client: SqlClient, tenantId: string, migrationId: string): Promise<void> {
  const { rows } = await client.query(
    `SELECT 1 FROM bulk_actions WHERE tenant_id = $1::uuid AND action = 'undo_migration' AND details #>> '{migration,undoes}' = $2`,
    [tenantId, migrationId],
  );
  if (rows.length > 0) throw new BillingError('illegal_transition', 'The migration was taken back already.');
}

async function countDone(client: SqlClient, tenantId: string, migrationId: string): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS count FROM bulk_action_items
      WHERE tenant_id = $1::uuid AND bulk_action_id = $2::uuid AND outcome = 'done'`,
    [tenantId, migrationId],
  );
  return (rows[0] as { count: number }).count;
}
