import { canonicalJson } from '@revenue/billing-core/invoices';
import { newId } from '@revenue/db/ids';
import type { InvoiceDocument } from '@revenue/documents/invoice-document';
import type { OperationContext } from '../context.ts';
import { sha256 } from '../sha256.ts';
import { loadParties } from './finalize-draft.ts';
import { loadInvoice } from './queries.ts';
import { toInvoiceDocument } from './to-invoice-document.ts';

/** Raised when the template changes what it draws, so that documents made before are drawn anew. */
const TEMPLATE_VERSION = 1;

export interface RenderedInvoice {
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
export async function renderInvoicePdf(ctx: OperationContext, { id }: { id: string }): Promise<RenderedInvoice> {
  const document = await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const invoice = await loadInvoice(tx, ctx.tenant_id, id);
    return toInvoiceDocument(invoice, await loadParties(tx, ctx.tenant_id, invoice.customer_id));
  });
  const file_name = `${document.invoice_number.replaceAll('/', '-')}.pdf`;
  const source_hash = sha256(canonicalJson({ template: TEMPLATE_VERSION, document }));
  const kept = await findKept(ctx, id, source_hash);
  return { file_name, ...(kept ?? (await draw(ctx, id, source_hash, document))) };
}

type Kept = { content_hash: string; content: Uint8Array };

async function findKept(ctx: OperationContext, object_id: string, source_hash: string): Promise<Kept | null> {
  const { tenant_id } = ctx;
  const key = { tenant_id, kind: 'invoice', object_id, source_hash };
  const row = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.document.findUnique({ where: { tenant_id_kind_object_id_source_hash: key }, select: { content_hash: true } }),
  );
  const content = row && (await ctx.documents.get(row.content_hash));
  // A store that lost the file is no loss: the same document is drawn again.
  return row && content ? { content_hash: row.content_hash, content } : null;
}

async function draw(
  ctx: OperationContext,
  object_id: string,
  source_hash: string,
  document: InvoiceDocument,
): Promise<Kept> {
  const { tenant_id } = ctx;
  const content = await ctx.renderer.renderInvoice(document);
  const { content_hash, byte_size } = await ctx.documents.put(content);
  const now = ctx.clock.now();
  await ctx.db.withTenant(tenant_id, (tx) =>
    tx.document.createMany({
      data: [
        {
          tenant_id,
          id: newId(now),
          kind: 'invoice',
          object_id,
          source_hash,
          content_hash,
          media_type: 'application/pdf',
          byte_size,
          created_at: now,
        },
      ],
      // Two who asked at once drew the same.
      skipDuplicates: true,
    }),
  );
  return { content_hash, content };
}
