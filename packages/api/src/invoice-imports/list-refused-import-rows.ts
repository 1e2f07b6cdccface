import { BillingError } from '@revenue/billing-core/errors';
import type { ListRefusedImportRows, RefusedImportRowPage } from '@revenue/billing-core/invoice-imports';
import type { OperationContext } from '../context.ts';
import { badCursor, decodeCursor, encodeCursor } from '../pagination.ts';
import { toRefusedRowView } from './view.ts';

const SORT = 'line_number';

/** The rows of a file that were not taken, in the order of the file; all of them, or those of one reason. */
export async function listRefusedImportRows(
  ctx: OperationContext,
  { id, reason, limit, cursor }: ListRefusedImportRows,
): Promise<RefusedImportRowPage> {
  const { tenant_id } = ctx;
  const after = cursor === undefined ? null : lineOf(cursor);
  const rows = await ctx.db.withTenant(tenant_id, async (tx) => {
    const found = await tx.invoiceImport.count({ where: { tenant_id, id } });
    if (found === 0) throw new BillingError('not_found', `There is no import ${id} in this tenant.`);
    return tx.invoiceImportRefusal.findMany({
      where: {
        tenant_id,
        import_id: id,
        ...(reason === undefined ? {} : { reason }),
        ...(after === null ? {} : { line_number: { gt: after } }),
      },
      orderBy: { line_number: 'asc' },
      take: limit + 1,
    });
  });
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const more = rows.length > limit && last;
  return {
    data: kept.map(toRefusedRowView),
    next_cursor: more ? encodeCursor({ sort: SORT, value: String(last.line_number), id }) : null,
  };
}

/** A line stands in a list once, so it alone is the place to go on from. */
function lineOf(cursor: string): number {
  const { sort, value } = decodeCursor(cursor);
  if (sort !== SORT || !/^\d{1,9}$/.test(value)) throw badCursor('it belongs to another list');
  return Number(value);
}
