import type { BulkActionName } from '@revenue/billing-core/bulk-actions';
import { executeBulkAction as executeBulkActionJob } from '@revenue/jobs/catalogue';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';

/** What is kept of a bulk action; its items come after it. */
export interface NewBulkAction {
  id: string;
  action: BulkActionName;
  items_total: number;
  /** What the action needs besides the records. */
  details: object;
}

export async function insertBulkAction(client: SqlClient, ctx: OperationContext, made: NewBulkAction): Promise<void> {
  const { id, action, items_total, details } = made;
  await client.query(
    `INSERT INTO bulk_actions (tenant_id, id, action, details, status, items_total, actor, requested_by, created_at)
     VALUES ($1, $2, $3, $4, 'pending', $5, $6, $7, $8)`,
    [
      ctx.tenant_id,
      id,
      action,
      JSON.stringify(details),
      items_total,
      JSON.stringify(ctx.actor),
      ctx.actor.name,
      ctx.clock.now(),
    ],
  );
}

/** Once its items are fixed: writes down that it was asked for, and hands it to the worker. */
export async function beginBulkAction(
  client: SqlClient,
  ctx: OperationContext,
  after: { id: string } & Record<string, unknown>,
): Promise<void> {
  const object = { object_type: 'bulk_action', object_id: after.id };
  await writeChanges(client, ctx, [{ type: 'bulk_action.created', ...object, after }]);
  await ctx.jobs.enqueue(client, executeBulkActionJob, { tenant_id: ctx.tenant_id, bulk_action_id: after.id });
}
