import type { ListSavedViews, SavedViews } from '@revenue/billing-core/saved-views';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { defaultsOf, visibleViews } from './queries.ts';
import { toSavedView } from './view.ts';

/** The views that the member can choose from, their own and the shared ones. */
export async function listSavedViews(ctx: OperationContext, { list }: ListSavedViews): Promise<SavedViews> {
  const rows = await ctx.db.withTenant(ctx.tenant_id, (tx) =>
    tx.savedView.findMany({
      where: { ...visibleViews(ctx), ...presentFields({ list }) },
      include: defaultsOf(ctx),
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MOST,
    }),
  );
  return { data: rows.map((row) => toSavedView(ctx, row)) };
}

/** More than anybody reads in a menu. */
const MOST = 500;
