import type { CreditNote } from '@revenue/billing-core/credit-notes';
import type { OperationContext } from '../context.ts';
import { loadCreditNote } from './queries.ts';
import { toCreditNoteView } from './view.ts';

/** One credit note with its items. */
export async function getCreditNote(ctx: OperationContext, { id }: { id: string }): Promise<CreditNote> {
  return toCreditNoteView(await ctx.db.withTenant(ctx.tenant_id, (tx) => loadCreditNote(tx, ctx.tenant_id, id)));
}
