import type { OperationContext } from '../context.ts';
import { documentReader } from '../documents/document-reader.ts';
import { type RenderedDocument, renderDocument } from '../documents/render-document.ts';
import { loadParties, type PartySnapshot } from '../invoices/parties.ts';
import type { PdfRequest } from '../invoices/render-invoice-pdf.ts';
import { loadCreditNote } from './queries.ts';
import { toCreditNoteDocument } from './to-credit-note-document.ts';

/** The credit note as a PDF. @throws BillingError not_found, document_render_failed */
export async function renderCreditNotePdf(
  ctx: OperationContext,
  { id, language }: PdfRequest,
): Promise<RenderedDocument> {
  const document = await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const note = await loadCreditNote(tx, ctx.tenant_id, id);
    const parties = await loadParties(tx, ctx.tenant_id, note.customer_id);
    const reader = documentReader(note.customer_snapshot as PartySnapshot, parties.customer, language);
    return toCreditNoteDocument(note, parties, reader);
  });
  return renderDocument(ctx, id, document);
}
