import type { ListPlans, PlanPage } from '@revenue/billing-core/catalog';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';
import { matching } from '../search-text.ts';
import { countSubscriptions, loadDrafts, loadLatestVersions } from './plan-queries.ts';
import { type PlanVersionRow, toPlanView } from './plan-view.ts';

/** The catalogue of plans with their latest versions, newest first; of one that was never published, its draft. */
export async function listPlans(
  ctx: OperationContext,
  { active, kind, public: isPublic, published, currency, q, limit, cursor }: ListPlans,
): Promise<PlanPage> {
  const { tenant_id } = ctx;
  const keyset = keysetOf('-created_at', cursor, readInstantOrText);
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const rows = await tx.plan.findMany({
      where: {
        tenant_id,
        deleted_at: null,
        private: false,
        ...presentFields({ active, kind, public: isPublic }),
        // All versions of a plan are in one currency.
        AND: [
          currency ? { versions: { some: { currency } } } : {},
          published === undefined
            ? {}
            : { versions: { [published ? 'some' : 'none']: { published_at: { not: null } } } },
        ],
        ...matching(q, ['code', 'name']),
        ...keyset.where,
      },
      orderBy: keyset.orderBy,
      take: limit + 1,
    });
    const page = cutPage(rows, limit, '-created_at');
    const ids = page.rows.map((row) => row.id);
    const drafts = byPlan(await loadDrafts(tx, tenant_id, ids));
    const latestOnes = byPlan(await loadLatestVersions(tx, tenant_id, ids));
    const counts = await countSubscriptions(tx, tenant_id, ids);
    return {
      data: page.rows.flatMap((row) => {
        const latest = latestOnes.get(row.id) ?? drafts.get(row.id);
        if (!latest) return [];
        return [toPlanView(row, { latest, has_draft: drafts.has(row.id), subscriptions: counts.get(row.id) ?? 0 })];
      }),
      next_cursor: page.next_cursor,
    };
  });
}

const byPlan = (versions: PlanVersionRow[]) => new Map(versions.map((version) => [version.plan_id, version]));
