import type { InvoiceDocument } from '@revenue/documents/invoice-document';
import type { OperationContext } from '../context.ts';
import { type RenderedDocument, renderDocument } from '../documents/render-document.ts';
import { loadLink } from './hosted/load-link.ts';
import { loadParties } from './parties.ts';
import { loadInvoice } from './queries.ts';
import { toInvoiceDocument, toReceiptDocument } from './to-invoice-document.ts';

/** The invoice as a PDF. @throws BillingError not_found, document_render_failed */
export async function renderInvoicePdf(ctx: OperationContext, { id }: { id: string }): Promise<RenderedDocument> {
  return renderDocument(ctx, id, await loadDocument(ctx, id, 'invoice'));
}

/** The receipt for a paid invoice. @throws BillingError not_found, invoice_not_paid, document_render_failed */
export async function renderReceiptPdf(ctx: OperationContext, { id }: { id: string }): Promise<RenderedDocument> {
  return renderDocument(ctx, id, await loadDocument(ctx, id, 'receipt'));
}

async function loadDocument(ctx: OperationContext, id: string, kind: 'invoice' | 'receipt'): Promise<InvoiceDocument> {
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const invoice = await loadInvoice(tx, ctx.tenant_id, id);
    const parties = await loadParties(tx, ctx.tenant_id, invoice.customer_id);
    const { url } = await loadLink(tx, ctx, invoice);
    const document = toInvoiceDocument(invoice, parties, url);
    return kind === 'receipt' ? toReceiptDocument(invoice, document) : document;
  });
}
