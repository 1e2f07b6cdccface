import { roleIncludes } from '@revenue/billing-core/access';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { loadSavedView } from './queries.ts';
import { refuseForeign } from './update-saved-view.ts';
import { toSavedView } from './view.ts';

export type DeletedSavedView = { id: string; deleted: true };

/** Forgets a view, and with it whose default it was. An admin may tidy up the shared views of people who have left. */
export async function deleteSavedView(ctx: OperationContext, { id }: { id: string }): Promise<DeletedSavedView> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const before = toSavedView(ctx, await loadSavedView(tx, ctx, id));
    if (!roleIncludes(ctx.actor.role, 'admin')) refuseForeign(before);
    await tx.savedView.delete({ where: { tenant_id_id: { tenant_id, id } } });
    await recordChange(tx, ctx, {
      type: 'saved_view.deleted',
      object_type: 'saved_view',
      object_id: id,
      before,
      payload: { id, deleted: true },
    });
    return { id, deleted: true };
  });
}
