import type { AuditPage, ListAuditEntries } from '@revenue/billing-core/audit';
import type { Prisma } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { badCursor, cutPage, decodeCursor } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';

const NEWEST_FIRST = '-created_at';

/**
 * What was changed, newest first: of the whole tenant, or of one record for its timeline. Ids carry the time of their
 * change, so their order is its order, and the primary key serves a log of any length.
 */
export async function listAuditEntries(ctx: OperationContext, input: ListAuditEntries): Promise<AuditPage> {
  const { tenant_id } = ctx;
  const { limit, cursor, ...filters } = input;
  const after = cursor === undefined ? {} : { id: { lt: idOf(cursor) } };
  const rows = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.auditEntry.findMany({
      where: { tenant_id, ...presentFields(filters), ...after },
      orderBy: { id: 'desc' },
      take: limit + 1,
    }),
  );
  const page = cutPage<(typeof rows)[number], 'created_at'>(rows, limit, NEWEST_FIRST);
  return { data: page.rows.map(toAuditView), next_cursor: page.next_cursor };
}

function idOf(cursor: string): string {
  const { sort, id } = decodeCursor(cursor);
  if (sort !== NEWEST_FIRST) throw badCursor('it belongs to another list');
  return id;
}

function toAuditView(row: Prisma.AuditEntryGetPayload<object>): AuditPage['data'][number] {
  const { tenant_id: _, created_at, recorded_at, before, after, ...fields } = row;
  return {
    ...fields,
    before: before ?? null,
    after: after ?? null,
    created_at: created_at.toISOString(),
    recorded_at: recorded_at?.toISOString() ?? null,
  } as AuditPage['data'][number];
}
