import { type SavedView, ViewedList, ViewSearch } from '@revenue/billing-core/saved-views';
import type { Prisma } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';

export type SavedViewRow = Prisma.SavedViewGetPayload<{ include: { defaults: true } }>;

export function toSavedView(ctx: OperationContext, row: SavedViewRow): SavedView {
  return {
    id: row.id,
    list: ViewedList.parse(row.list),
    name: row.name,
    search: ViewSearch.parse(row.search),
    shared: row.shared,
    is_default: row.defaults.some(({ member_id }) => member_id === ctx.actor.id),
    mine: row.owner_id === ctx.actor.id,
    owner_name: row.owner_name,
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
