import { canonicalJson } from '@revenue/billing-core/invoices';
import { documentWords } from '@revenue/billing-core/languages';
import type { InvoiceDocument } from '@revenue/documents/invoice-document';
import type { OperationContext } from '../context.ts';
import { sha256 } from '../sha256.ts';
import { loadLogo } from '../tenants/load-logo.ts';
import { keepOrDraw } from './keep-or-draw.ts';

/** Raised when the template changes what it draws, so that documents made before are drawn anew. */
const TEMPLATE_VERSION = 8;

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
  const { kind } = document;
  const source_hash = sha256(canonicalJson({ template: TEMPLATE_VERSION, document }));
  const kept = await keepOrDraw(ctx, { kind, object_id, source_hash }, async () =>
    ctx.renderer.renderInvoice(document, await loadLogo(ctx, document.seller.logo)),
  );
  return { file_name: fileNameOf(document), ...kept };
}

/** "INV-2026-001.pdf", "Receipt INV-2026-001.pdf" in the language of the document. */
export function fileNameOf({
  kind,
  invoice_number,
  language,
  locale,
}: Pick<InvoiceDocument, 'kind' | 'invoice_number' | 'language' | 'locale'>): string {
  const number = invoice_number.replaceAll('/', '-');
  return `${kind === 'receipt' ? documentWords(language, locale)('receipt_file', { number }) : number}.pdf`;
}
