import type { CreateCreditNote, CreditNotePreview } from '@revenue/billing-core/credit-notes';
import type { OperationContext } from '../context.ts';
import { planCreditNote } from './plan-credit-note.ts';
import { toCreditNotePreview } from './view.ts';

/** What `createCreditNote` would make of the same input, without making it. */
export async function previewCreditNote(ctx: OperationContext, input: CreateCreditNote): Promise<CreditNotePreview> {
  const { draft } = await ctx.db.withTenant(ctx.tenant_id, (tx) => planCreditNote(tx, ctx, input));
  return toCreditNotePreview(draft);
}
