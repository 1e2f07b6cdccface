import type { Language } from '@revenue/billing-core/languages';
import type { InvoiceDocument } from '@revenue/documents/invoice-document';
import type { OperationContext } from '../context.ts';
import { documentReader } from '../documents/document-reader.ts';
import { type RenderedDocument, renderDocument } from '../documents/render-document.ts';
import { loadLink } from './hosted/load-link.ts';
import { loadParties, type PartySnapshot } from './parties.ts';
import { loadInvoice } from './queries.ts';
import { toInvoiceDocument, toReceiptDocument } from './to-invoice-document.ts';

/** A document, in its own language unless another is asked for. */
export interface PdfRequest {
  id: string;
  language?: Language | undefined;
}

/** The invoice as a PDF. @throws BillingError not_found, document_render_failed */
export async function renderInvoicePdf(ctx: OperationContext, asked: PdfRequest): Promise<RenderedDocument> {
  return renderDocument(ctx, asked.id, await loadDocument(ctx, asked, 'invoice'));
}

/** The receipt for a paid invoice. @throws BillingError not_found, invoice_not_paid, document_render_failed */
export async function renderReceiptPdf(ctx: OperationContext, asked: PdfRequest): Promise<RenderedDocument> {
  return renderDocument(ctx, asked.id, await loadDocument(ctx, asked, 'receipt'));
}

async function loadDocument(
  ctx: OperationContext,
  { id, language }: PdfRequest,
  kind: 'invoice' | 'receipt',
): Promise<InvoiceDocument> {
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const invoice = await loadInvoice(tx, ctx.tenant_id, id);
    const parties = await loadParties(tx, ctx.tenant_id, invoice.customer_id);
    const { url } = await loadLink(tx, ctx, invoice);
    const reader = documentReader(invoice.customer_snapshot as PartySnapshot | null, parties.customer, language);
    const document = toInvoiceDocument(invoice, parties, url, reader);
    return kind === 'receipt' ? toReceiptDocument(invoice, document) : document;
  });
}
