import type { CreateSavedView, SavedView } from '@revenue/billing-core/saved-views';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { loadSavedView, setDefault } from './queries.ts';
import { toSavedView } from './view.ts';

export const VIEW_DUPLICATES = { name: 'You have a view of this list by that name already; choose another.' };

/** Keeps how a list is looked at, for the member who made it, and for all where it is shared. */
export async function createSavedView(ctx: OperationContext, input: CreateSavedView): Promise<SavedView> {
  const { tenant_id } = ctx;
  const { is_default, ...fields } = input;
  const now = ctx.clock.now();
  const id = newId(now);
  const owner = { owner_id: ctx.actor.id, owner_name: ctx.actor.name };
  return namingDuplicates(VIEW_DUPLICATES, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      await tx.savedView.create({ data: { ...fields, ...owner, tenant_id, id, created_at: now, updated_at: now } });
      if (is_default) await setDefault(tx, ctx, await loadSavedView(tx, ctx, id), true);
      const view = toSavedView(ctx, await loadSavedView(tx, ctx, id));
      await recordChange(tx, ctx, {
        type: 'saved_view.created',
        object_type: 'saved_view',
        object_id: id,
        after: view,
      });
      return view;
    }),
  );
}
