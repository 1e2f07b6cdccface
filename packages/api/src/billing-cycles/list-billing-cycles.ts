import type { BillingCyclePage, ListBillingCycles } from '@revenue/billing-core/billing-cycles';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';
import { matching } from '../search-text.ts';
import { todayOf } from './get-billing-cycle.ts';
import { loadCycleUse } from './queries.ts';
import { toCycleView } from './view.ts';

/** The billing cycles of the tenant, newest first unless asked otherwise. */
export async function listBillingCycles(
  ctx: OperationContext,
  { interval, q, sort, limit, cursor }: ListBillingCycles,
): Promise<BillingCyclePage> {
  const { tenant_id } = ctx;
  const keyset = keysetOf(sort, cursor, readInstantOrText);
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const rows = await tx.billingCycle.findMany({
      where: { tenant_id, deleted_at: null, ...presentFields({ interval }), ...matching(q, ['name']), ...keyset.where },
      orderBy: keyset.orderBy,
      take: limit + 1,
    });
    const page = cutPage(rows, limit, sort);
    const use = await loadCycleUse(
      tx,
      tenant_id,
      page.rows.map(({ id }) => id),
    );
    const today = await todayOf(tx, ctx);
    return { data: page.rows.map((row) => toCycleView(row, use.get(row.id), today)), next_cursor: page.next_cursor };
  });
}
