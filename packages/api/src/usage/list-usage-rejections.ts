import { BillingError } from '@revenue/billing-core/errors';
import type { ListUsageRejections, UsageRejectionPage } from '@revenue/billing-core/usage';
import type { OperationContext } from '../context.ts';
import { badCursor, decodeCursor, encodeCursor } from '../pagination.ts';
import { toRejectionView } from './view.ts';

const SORT = 'line_number';

/** The rows of a file that were not taken, in the order of the file. */
export async function listUsageRejections(
  ctx: OperationContext,
  { id, limit, cursor }: ListUsageRejections,
): Promise<UsageRejectionPage> {
  const { tenant_id } = ctx;
  const after = cursor === undefined ? null : lineOf(cursor);
  const rows = await ctx.db.withTenant(tenant_id, async (tx) => {
    const found = await tx.usageImport.findUnique({ where: { tenant_id_id: { tenant_id, id } }, select: { id: true } });
    if (!found) throw new BillingError('not_found', `There is no import ${id} in this tenant.`);
    return tx.usageRejection.findMany({
      where: { tenant_id, import_id: id, ...(after === null ? {} : { line_number: { gt: after } }) },
      orderBy: { line_number: 'asc' },
      take: limit + 1,
    });
  });
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const more = rows.length > limit && last;
  return {
    data: kept.map(toRejectionView),
    next_cursor: more ? encodeCursor({ sort: SORT, value: String(last.line_number), id: last.id }) : null,
  };
}

/** A line stands in a list once, so it alone is the place to go on from. */
function lineOf(cursor: string): number {
  const { sort, value } = decodeCursor(cursor);
  if (sort !== SORT || !/^\d{1,9}$/.test(value)) throw badCursor('it belongs to another list');
  return Number(value);
}
