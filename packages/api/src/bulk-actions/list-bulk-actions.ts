import type { BulkActionPage, ListBulkActions } from '@revenue/billing-core/bulk-actions';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { countOutcomes, toBulkAction } from './view.ts';

/** Bulk actions, newest first. */
export async function listBulkActions(ctx: OperationContext, input: ListBulkActions): Promise<BulkActionPage> {
  const { tenant_id } = ctx;
  const { limit, cursor } = input;
  const keyset = keysetOf('-created_at', cursor, readInstantOrText);
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const rows = await tx.bulkAction.findMany({
      where: { tenant_id, ...keyset.where },
      orderBy: keyset.orderBy,
      take: limit + 1,
    });
    const page = cutPage(rows, limit, '-created_at');
    const outcomes = await countOutcomes(
      tx,
      tenant_id,
      page.rows.map((row) => row.id),
    );
    return { data: page.rows.map((row) => toBulkAction(row, outcomes.get(row.id))), next_cursor: page.next_cursor };
  });
}
