import type { PlanMigration, PlanMigrationPage } from '@revenue/billing-core/catalog';
import { BillingError } from '@revenue/billing-core/errors';
import type { Prisma, Tx } from '@revenue/db/database';
import { countOutcomes, toBulkAction } from '../../bulk-actions/view.ts';
import type { OperationContext } from '../../context.ts';
import { loadPlan } from '../plan-queries.ts';
import type { MigrationDetails } from './migration-details.ts';

type Row = Prisma.BulkActionGetPayload<object>;

const SHOWN = 50;

/**
 * The migrations of a plan, newest first, those that take another one back as well.
 *
 * @throws BillingError not_found
 */
export async function listPlanMigrations(ctx: OperationContext, { id }: { id: string }): Promise<PlanMigrationPage> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await loadPlan(tx, tenant_id, id);
    const rows = await tx.bulkAction.findMany({
      where: {
        tenant_id,
        action: { in: ['migrate_subscriptions', 'undo_migration'] },
        details: { path: ['migration', 'plan_id'], equals: id },
      },
      orderBy: [{ created_at: 'desc' }, { id: 'desc' }],
      take: SHOWN,
    });
    return { data: await toViews(tx, tenant_id, rows), next_cursor: null };
  });
}

/** @throws BillingError not_found */
export async function getPlanMigration(
  ctx: OperationContext,
  { id, migration_id }: { id: string; migration_id: string },
): Promise<PlanMigration> {
  const { data } = await listPlanMigrations(ctx, { id });
  const found = data.find((migration) => migration.id === migration_id);
  if (found) return found;
  throw new BillingError('not_found', `The plan has no migration ${migration_id}.`);
}

async function toViews(tx: Tx, tenant_id: string, rows: Row[]): Promise<PlanMigration[]> {
  const counts = await countOutcomes(
    tx,
    tenant_id,
    rows.map(({ id }) => id),
  );
  const detailsOf = (row: Row) => (row.details as unknown as { migration: MigrationDetails }).migration;
  const undoers = new Map(rows.map((row) => [detailsOf(row).undoes, row.id]));
  return rows.map((row) => {
    const { from_version, to_version, when, undoes = null } = detailsOf(row);
    const undone_by = undoers.get(row.id) ?? null;
    return { ...toBulkAction(row, counts.get(row.id)), from_version, to_version, when, undoes, undone_by };
  });
}
