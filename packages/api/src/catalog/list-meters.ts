import type { ListMeters, MeterPage } from '@revenue/billing-core/catalog';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { escapePattern } from '../search-text.ts';
import { toMeterView } from './meter-view.ts';

/** The meters of the tenant, newest first; archived ones on demand. */
export async function listMeters(
  ctx: OperationContext,
  { archived, q, limit, cursor }: ListMeters,
): Promise<MeterPage> {
  const { tenant_id } = ctx;
  const keyset = keysetOf('-created_at', cursor, readInstantOrText);
  const contains = q ? ({ contains: escapePattern(q), mode: 'insensitive' } as const) : undefined;
  const rows = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.meter.findMany({
      where: {
        tenant_id,
        ...(archived ? {} : { archived_at: null }),
        ...(contains ? { OR: [{ code: contains }, { name: contains }] } : {}),
        ...keyset.where,
      },
      orderBy: keyset.orderBy,
      take: limit + 1,
    }),
  );
  const page = cutPage(rows, limit, '-created_at');
  return { data: page.rows.map(toMeterView), next_cursor: page.next_cursor };
}
