import { type BulkActionItemPage, BulkOutcome, type ListBulkActionItems } from '@revenue/billing-core/bulk-actions';
import type { OperationContext } from '../context.ts';
import { badCursor, decodeCursor, encodeCursor } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';
import { getBulkAction } from './get-bulk-action.ts';

const SORT = 'position';

/** What became of each record, in the order they were done: all of them, or those with one outcome. */
export async function listBulkActionItems(
  ctx: OperationContext,
  input: ListBulkActionItems,
): Promise<BulkActionItemPage> {
  const { tenant_id } = ctx;
  const { id, outcome, limit, cursor } = input;
  await getBulkAction(ctx, { id });
  const after = cursor === undefined ? {} : { position: { gt: positionOf(cursor) } };
  const rows = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.bulkActionItem.findMany({
      where: { tenant_id, bulk_action_id: id, ...presentFields({ outcome }), ...after },
      orderBy: { position: 'asc' },
      take: limit + 1,
    }),
  );
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const more = rows.length > limit && last;
  return {
    data: kept.map(({ position, object_id, label, code, message, ...row }) => ({
      position,
      object_id,
      label,
      outcome: BulkOutcome.nullable().parse(row.outcome),
      code,
      message,
    })),
    next_cursor: more ? encodeCursor({ sort: SORT, value: String(last.position), id }) : null,
  };
}

function positionOf(cursor: string): number {
  const { sort, value } = decodeCursor(cursor);
  if (sort !== SORT || !/^\d{1,9}$/.test(value)) throw badCursor('it belongs to another list');
  return Number(value);
}
