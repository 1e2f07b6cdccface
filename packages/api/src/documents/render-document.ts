import { canonicalJson } from '@revenue/billing-core/invoices';
import type { InvoiceDocument } from '@revenue/documents/invoice-document';
import type { OperationContext } from '../context.ts';
import { sha256 } from '../sha256.ts';
import { loadLogo } from '../tenants/load-logo.ts';
import { keepOrDraw } from './keep-or-draw.ts';

/** Raised when the template changes what it draws, so that documents made before are drawn anew. */
const TEMPLATE_VERSION = 5;

export interface RenderedDocument {
  file_name: string;
  content_hash: string;
  content: Uint8Array;
}

/**
 * A document as a PDF. What was drawn once is kept by its content: as long as the document says the same, everybody gets the
 * same bytes. Drawing happens in a thread, outside any transaction.
 *
 * @throws BillingError document_render_failed, document_store_failed
 */
export async function renderDocument(
  ctx: OperationContext,
  object_id: string,
  document: InvoiceDocument,
): Promise<RenderedDocument> {
  const { kind, invoice_number } = document;
  const source_hash = sha256(canonicalJson({ template: TEMPLATE_VERSION, document }));
  const kept = await keepOrDraw(ctx, { kind, object_id, source_hash }, async () =>
    ctx.renderer.renderInvoice(document, await loadLogo(ctx, document.seller.logo)),
  );
  const name = invoice_number.replaceAll('/', '-');
  return { file_name: kind === 'receipt' ? `Receipt ${name}.pdf` : `${name}.pdf`, ...kept };
}
