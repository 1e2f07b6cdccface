import { BillingError } from '@revenue/billing-core/errors';
import type { SavedView, UpdateSavedView } from '@revenue/billing-core/saved-views';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { presentFields } from '../present-fields.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { VIEW_DUPLICATES } from './create-saved-view.ts';
import { loadSavedView, setDefault } from './queries.ts';
import { toSavedView } from './view.ts';

/**
 * Changes what is given: name, address and sharing by the owner alone, the default by everybody for themselves.
 *
 * @throws BillingError not_found, forbidden for the view of somebody else, duplicate, version_conflict
 */
export async function updateSavedView(ctx: OperationContext, input: UpdateSavedView): Promise<SavedView> {
  const { tenant_id } = ctx;
  const { id, version, is_default, ...rest } = input;
  const changes = presentFields(rest);
  return namingDuplicates(VIEW_DUPLICATES, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      await lockRow(tx, 'saved_views', tenant_id, id);
      const row = await loadSavedView(tx, ctx, id);
      requireVersion('view', row.version, version);
      const before = toSavedView(ctx, row);
      if (Object.keys(changes).length > 0) {
        refuseForeign(before);
        await tx.savedView.update({
          where: { tenant_id_id: { tenant_id, id } },
          data: { ...changes, version: { increment: 1 }, updated_at: ctx.clock.now() },
        });
      }
      if (is_default !== undefined) await setDefault(tx, ctx, row, is_default);
      const after = toSavedView(ctx, await loadSavedView(tx, ctx, id));
      const change = { object_type: 'saved_view', object_id: id, before, after };
      await recordChange(tx, ctx, { type: 'saved_view.updated', ...change });
      return after;
    }),
  );
}

/** A shared view is everybody's to use; to have it otherwise one saves one's own. */
export function refuseForeign({ mine, name, owner_name }: SavedView): void {
  if (mine) return;
  throw new BillingError('view_not_yours', `“${name}” is the view of ${owner_name}; save one of your own instead.`);
}
