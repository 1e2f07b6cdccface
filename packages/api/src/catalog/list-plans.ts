import type { ListPlans, PlanPage } from '@revenue/billing-core/catalog';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';
import { matching } from '../search-text.ts';
import { countSubscriptions, loadLatestVersions } from './plan-queries.ts';
import { toPlanView } from './plan-view.ts';

/** The catalogue of plans with their latest versions, newest first. */
export async function listPlans(
  ctx: OperationContext,
  { active, currency, q, limit, cursor }: ListPlans,
): Promise<PlanPage> {
  const { tenant_id } = ctx;
  const keyset = keysetOf('-created_at', cursor, readInstantOrText);
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const rows = await tx.plan.findMany({
      where: {
        tenant_id,
        deleted_at: null,
        private: false,
        ...presentFields({ active }),
        // All versions of a plan are in one currency.
        ...(currency ? { versions: { some: { currency } } } : {}),
        ...matching(q, ['code', 'name']),
        ...keyset.where,
      },
      orderBy: keyset.orderBy,
      take: limit + 1,
    });
    const page = cutPage(rows, limit, '-created_at');
    const ids = page.rows.map((row) => row.id);
    const latest = new Map((await loadLatestVersions(tx, tenant_id, ids)).map((version) => [version.plan_id, version]));
    const counts = await countSubscriptions(tx, tenant_id, ids);
    return {
      data: page.rows.flatMap((row) => {
        const version = latest.get(row.id);
        return version ? [toPlanView(row, version, counts.get(row.id) ?? 0)] : [];
      }),
      next_cursor: page.next_cursor,
    };
  });
}
