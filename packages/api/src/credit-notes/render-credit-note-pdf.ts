import type { OperationContext } from '../context.ts';
import { type RenderedDocument, renderDocument } from '../documents/render-document.ts';
import { loadParties } from '../invoices/parties.ts';
import { loadCreditNote } from './queries.ts';
import { toCreditNoteDocument } from './to-credit-note-document.ts';

/** The credit note as a PDF. @throws BillingError not_found, document_render_failed */
export async function renderCreditNotePdf(ctx: OperationContext, { id }: { id: string }): Promise<RenderedDocument> {
  const document = await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const note = await loadCreditNote(tx, ctx.tenant_id, id);
    return toCreditNoteDocument(note, await loadParties(tx, ctx.tenant_id, note.customer_id));
  });
  return renderDocument(ctx, id, document);
}
