import { BulkActionWord } from '@revenue/billing-core/bulk-actions';
import { BillingError } from '@revenue/billing-core/errors';
import type { Prisma } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { Actor, OperationContext } from '../context.ts';
import { databaseFault } from '../database-faults.ts';
import { lockRow } from '../lock-row.ts';
import { type BulkDetails, type BulkItem, doBulkItem, ItemSettled } from './do-bulk-item.ts';
import { countOutcomes } from './view.ts';

/** Records read at once; each is done in a transaction of its own. */
const CHUNK = 100;

type Row = Prisma.BulkActionGetPayload<object>;

/**
 * Carries a bulk action out, record by record, each through the operation that does it to one and in one commit with its
 * outcome. A worker that dies loses nothing and does nothing twice; one that is started again goes on with the records
 * that have no outcome. What a rule refuses is told and the others go on.
 */
export async function executeBulkAction(system: OperationContext, id: string): Promise<void> {
  const row = await begin(system, id);
  if (row === null) return;
  // The audit log names who asked for it, not the worker.
  const ctx = { ...system, actor: row.actor as unknown as Actor, request_id: `bulk:${id}` };
  const action = BulkActionWord.parse(row.action);
  const details = row.details as BulkDetails;
  try {
    for (;;) {
      const items = await nextItems(ctx, id);
      if (items.length === 0) break;
      for (const item of items) await settle(ctx, item, () => doBulkItem(ctx, { action, details }, item));
    }
    await complete(ctx, id);
  } catch (error) {
    await fail(ctx, id);
    throw error;
  }
}

/** null where there is nothing to do any more: jobs may run twice. */
async function begin(ctx: OperationContext, id: string): Promise<Row | null> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'bulk_actions', tenant_id, id);
    const row = await tx.bulkAction.findUnique({ where: { tenant_id_id: { tenant_id, id } } });
    if (!row) throw new BillingError('not_found', `There is no bulk action ${id}.`);
    if (row.status === 'completed' || row.status === 'canceled') return null;
    const started = { status: 'running', failure: null, started_at: row.started_at ?? ctx.clock.now() };
    return tx.bulkAction.update({ where: { tenant_id_id: { tenant_id, id } }, data: started });
  });
}

/** None as soon as it was canceled. */
async function nextItems(ctx: OperationContext, id: string): Promise<BulkItem[]> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, (tx) =>
    tx.bulkActionItem.findMany({
      where: { tenant_id, bulk_action_id: id, outcome: null, bulk_action: { status: 'running' } },
      orderBy: { position: 'asc' },
      take: CHUNK,
    }),
  );
}

async function settle(ctx: OperationContext, item: BulkItem, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ItemSettled) return;
    // A database that is away, or others in the way of this record, say nothing about it: the job goes on with it later.
    if (databaseFault(error)) throw error;
    const refused = error instanceof BillingError && error.kind !== 'internal' && error.kind !== 'provider_failure';
    if (!refused)
      ctx.log.error({ err: error, bulk_action_id: item.bulk_action_id, id: item.object_id }, 'a bulk item failed');
    const { tenant_id, bulk_action_id, position } = item;
    await ctx.db.withTenant(tenant_id, (tx) =>
      tx.bulkActionItem.updateMany({
        where: { tenant_id, bulk_action_id, position, outcome: null },
        data: {
          outcome: refused ? 'refused' : 'failed',
          code: refused ? error.code : 'internal',
          message: refused ? error.message : 'An unexpected error; the log of the worker says which.',
          settled_at: ctx.clock.now(),
        },
      }),
    );
  }
}

/** A job that is tried again goes on; what was done stays done. */
async function fail(ctx: OperationContext, id: string): Promise<void> {
  const { tenant_id } = ctx;
  const failure = 'It was cut off and is tried again by itself; the log of the worker says by what.';
  await ctx.db
    .withTenant(tenant_id, async (tx) => {
      const { count } = await tx.bulkAction.updateMany({
        where: { tenant_id, id, status: 'running' },
        data: { status: 'failed', failure },
      });
      if (count === 0) return;
      const after = { id, status: 'failed', failure };
      await recordChange(tx, ctx, { type: 'bulk_action.failed', object_type: 'bulk_action', object_id: id, after });
    })
    .catch((lost: Error) =>
      ctx.log.error({ err: lost, bulk_action_id: id }, 'a failed bulk action could not be marked'),
    );
}

async function complete(ctx: OperationContext, id: string): Promise<void> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const finished_at = ctx.clock.now();
    const { count } = await tx.bulkAction.updateMany({
      where: { tenant_id, id, status: 'running' },
      data: { status: 'completed', finished_at },
    });
    if (count === 0) return;
    const outcomes = (await countOutcomes(tx, tenant_id, [id])).get(id);
    const after = { id, status: 'completed', ...outcomes };
    await recordChange(tx, ctx, { type: 'bulk_action.completed', object_type: 'bulk_action', object_id: id, after });
  });
}
