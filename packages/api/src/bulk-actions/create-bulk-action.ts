import { type BulkAction, type CreateBulkAction, MAX_BULK_ITEMS } from '@revenue/billing-core/bulk-actions';
import { BillingError } from '@revenue/billing-core/errors';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { beginBulkAction, insertBulkAction } from './begin-bulk-action.ts';
import { getBulkAction } from './get-bulk-action.ts';
import { readSelection, type Selected } from './read-selection.ts';

/**
 * Fixes which records an action is about and hands it to the worker, in one transaction: what the list shows afterwards
 * changes nothing any more.
 *
 * @throws BillingError validation_failed for a selection of nothing, too much, or of unknown ids,
 * selection_changed when there are not as many as expected
 */
export async function createBulkAction(ctx: OperationContext, input: CreateBulkAction): Promise<BulkAction> {
  requireReason(input);
  const selected = readSelection(ctx.tenant_id, input);
  const id = newId(ctx.clock.now());
  const { action, void_reason, paid_on, payment_reference } = input;
  await ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const total = await countSelected(client, selected);
    judgeCount(input, total);
    const details = { void_reason, paid_on, payment_reference };
    await insertBulkAction(client, ctx, { id, action, items_total: total, details });
    await fixItems(client, selected, id);
    await beginBulkAction(client, ctx, { id, action, items_total: total, ...details });
  });
  return getBulkAction(ctx, { id });
}

async function countSelected(client: SqlClient, { from, conditions }: Selected): Promise<number> {
  // What is counted is what is fixed: nothing comes between the two.
  await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  const { rows } = await client.query(
    `SELECT count(*)::int AS count FROM ${from} WHERE ${conditions.text()}`,
    conditions.values,
  );
  return (rows[0] as { count: number }).count;
}

/** The oldest first, as they would be done by hand. */
async function fixItems(client: SqlClient, { from, alias, label, conditions }: Selected, id: string): Promise<void> {
  await client.query(
    `INSERT INTO bulk_action_items (tenant_id, bulk_action_id, position, object_id, label)
     SELECT $1, ${conditions.bind(id)}::uuid, row_number() OVER (ORDER BY ${alias}.created_at, ${alias}.id), ${alias}.id, ${label}
       FROM ${from} WHERE ${conditions.text()}`,
    conditions.values,
  );
}

function judgeCount({ ids, expected }: CreateBulkAction, total: number): void {
  const known = ids && new Set(ids).size;
  if (known !== undefined && total < known) {
    const message = `${known - total} of ${known} are unknown`;
    throw new BillingError('not_found', `ids: ${message}; nothing was begun.`, { errors: [{ path: 'ids', message }] });
  }
  if (total === 0) throw invalid('filter', 'nothing matches; there is nothing to do');
  if (total > MAX_BULK_ITEMS) throw invalid('filter', `${total} match; narrow it to ${MAX_BULK_ITEMS} or fewer`);
  if (expected === undefined || expected === total) return;
  throw new BillingError(
    'selection_changed',
    `${total} match by now, not ${expected}; nothing was begun. Look at the list again, then repeat.`,
  );
}

function requireReason({ action, void_reason }: CreateBulkAction): void {
  if (action !== 'void_invoices' || void_reason !== undefined) return;
  throw invalid('void_reason', 'is missing; a number stays and must be explained');
}

function invalid(path: string, message: string): BillingError {
  return new BillingError('validation_failed', `${path}: ${message}.`, { errors: [{ path, message }] });
}
