import {
  type BulkAction,
  BulkActionStatus,
  BulkActionWord,
  type BulkOutcome,
} from '@revenue/billing-core/bulk-actions';
import type { Prisma, Tx } from '@revenue/db/database';

type Row = Prisma.BulkActionGetPayload<object>;
type Outcomes = Record<BulkOutcome, number>;

const none: Outcomes = { done: 0, refused: 0, failed: 0 };

export function toBulkAction(row: Row, outcomes: Outcomes = none): BulkAction {
  return {
    id: row.id,
    action: BulkActionWord.parse(row.action),
    status: BulkActionStatus.parse(row.status),
    items_total: row.items_total,
    ...outcomes,
    failure: row.failure,
    requested_by: row.requested_by,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

/** Counted from the items, so it is right whenever it is asked, also after a crash. One statement for a whole page. */
export async function countOutcomes(tx: Tx, tenant_id: string, ids: string[]): Promise<Map<string, Outcomes>> {
  const groups = await tx.bulkActionItem.groupBy({
    by: ['bulk_action_id', 'outcome'],
    where: { tenant_id, bulk_action_id: { in: ids }, outcome: { not: null } },
    _count: true,
  });
  const counts = new Map<string, Outcomes>();
  for (const { bulk_action_id, outcome, _count } of groups) {
    const known = counts.get(bulk_action_id) ?? none;
    counts.set(bulk_action_id, { ...known, [outcome as BulkOutcome]: _count });
  }
  return counts;
}
