import { canonicalJson } from '@revenue/billing-core/invoices';
import type { InvoiceDocument } from '@revenue/documents/invoice-document';
import type { OperationContext } from '../context.ts';
import { keepOrDraw } from '../documents/keep-or-draw.ts';
import { sha256 } from '../sha256.ts';
import { loadLogo } from '../tenants/load-logo.ts';
import { loadLink } from './hosted/load-link.ts';
import { loadParties } from './parties.ts';
import { loadInvoice } from './queries.ts';
import { toInvoiceDocument, toReceiptDocument } from './to-invoice-document.ts';

/** Raised when the template changes what it draws, so that documents made before are drawn anew. */
const TEMPLATE_VERSION = 3;

export interface RenderedDocument {
  file_name: string;
  content_hash: string;
  content: Uint8Array;
}

/**
 * The invoice as a PDF. What was drawn once is kept by its content: as long as the invoice says the same, everybody gets
 * the same bytes. Drawing happens in a thread, outside any transaction.
 *
 * @throws BillingError not_found, document_render_failed
 */
export async function renderInvoicePdf(ctx: OperationContext, { id }: { id: string }): Promise<RenderedDocument> {
  return render(ctx, id, await loadDocument(ctx, id, 'invoice'));
}

/** The receipt for a paid invoice. @throws BillingError not_found, invoice_not_paid, document_render_failed */
export async function renderReceiptPdf(ctx: OperationContext, { id }: { id: string }): Promise<RenderedDocument> {
  return render(ctx, id, await loadDocument(ctx, id, 'receipt'));
}

async function loadDocument(
  ctx: OperationContext,
  id: string,
  kind: InvoiceDocument['kind'],
): Promise<InvoiceDocument> {
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const invoice = await loadInvoice(tx, ctx.tenant_id, id);
    const parties = await loadParties(tx, ctx.tenant_id, invoice.customer_id);
    const { url } = await loadLink(tx, ctx, invoice);
    const document = toInvoiceDocument(invoice, parties, url);
    return kind === 'receipt' ? toReceiptDocument(invoice, document) : document;
  });
}

async function render(ctx: OperationContext, object_id: string, document: InvoiceDocument): Promise<RenderedDocument> {
  const { kind, invoice_number } = document;
  const source_hash = sha256(canonicalJson({ template: TEMPLATE_VERSION, document }));
  const kept = await keepOrDraw(ctx, { kind, object_id, source_hash }, async () =>
    ctx.renderer.renderInvoice(document, await loadLogo(ctx, document.seller.logo)),
  );
  const name = invoice_number.replaceAll('/', '-');
  return { file_name: kind === 'receipt' ? `Receipt ${name}.pdf` : `${name}.pdf`, ...kept };
}
