import { BillingError } from '@revenue/billing-core/errors';
import type { Prisma, Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import type { SavedViewRow } from './view.ts';

/** A member sees their own views and the shared ones. */
export function visibleViews(ctx: OperationContext): Prisma.SavedViewWhereInput {
  return { tenant_id: ctx.tenant_id, OR: [{ owner_id: ctx.actor.id }, { shared: true }] };
}

export const defaultsOf = (ctx: OperationContext) =>
  ({ defaults: { where: { tenant_id: ctx.tenant_id, member_id: ctx.actor.id } } }) satisfies Prisma.SavedViewInclude;

/** @throws BillingError not_found, for a view of somebody else that is not shared as well */
export async function loadSavedView(tx: Tx, ctx: OperationContext, id: string): Promise<SavedViewRow> {
  const row = await tx.savedView.findFirst({ where: { ...visibleViews(ctx), id }, include: defaultsOf(ctx) });
  if (row) return row;
  throw new BillingError('not_found', `There is no saved view ${id} that you can see.`);
}

/** Makes it the view the member's list opens in, or not any more. */
export async function setDefault(
  tx: Tx,
  ctx: OperationContext,
  view: SavedViewRow,
  is_default: boolean,
): Promise<void> {
  const member = { tenant_id: ctx.tenant_id, member_id: ctx.actor.id, list: view.list };
  if (!is_default) {
    await tx.defaultView.deleteMany({ where: { ...member, saved_view_id: view.id } });
    return;
  }
  await tx.defaultView.upsert({
    where: { tenant_id_member_id_list: member },
    create: { ...member, saved_view_id: view.id, created_at: ctx.clock.now() },
    update: { saved_view_id: view.id },
  });
}
