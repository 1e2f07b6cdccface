import { isBillingError } from '@revenue/billing-core/errors';
import { newId } from '@revenue/db/ids';
import type { OperationContext } from '../context.ts';

/** What a document is of. The same source gives the same document, so it is drawn once. */
export interface DocumentKey {
  kind: string;
  object_id: string;
  source_hash: string;
}

export interface KeptDocument {
  content_hash: string;
  content: Uint8Array;
}

/**
 * The PDF that was drawn of this source before, or a new one. A store that lost or spoiled a file is no loss: the document
 * is drawn again, and the row names what was drawn last.
 */
export async function keepOrDraw(
  ctx: OperationContext,
  key: DocumentKey,
  draw: () => Promise<Uint8Array>,
): Promise<KeptDocument> {
  return (await findKept(ctx, key)) ?? keep(ctx, key, await draw());
}

async function findKept(ctx: OperationContext, key: DocumentKey): Promise<KeptDocument | null> {
  const { tenant_id } = ctx;
  const row = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.document.findUnique({
      where: { tenant_id_kind_object_id_source_hash: { tenant_id, ...key } },
      select: { content_hash: true },
    }),
  );
  if (!row) return null;
  const { content_hash } = row;
  const content = await ctx.documents.get(content_hash).catch(nothingOfDamage);
  if (content) return { content_hash, content };
  ctx.log.warn({ content_hash, ...key }, 'a stored document is missing or damaged and is drawn again');
  return null;
}

/** A store that cannot be reached is another matter: the document is safe there, and to draw it again would not help. */
function nothingOfDamage(error: unknown): null {
  if (isBillingError(error) && error.code === 'internal') return null;
  throw error;
}

async function keep(ctx: OperationContext, key: DocumentKey, content: Uint8Array): Promise<KeptDocument> {
  const { tenant_id } = ctx;
  // Stored first: a row never names what is not there.
  const { content_hash, byte_size } = await ctx.documents.put(content);
  const now = ctx.clock.now();
  const drawn = { content_hash, byte_size };
  await ctx.db.withTenant(tenant_id, (tx) =>
    tx.document.upsert({
      where: { tenant_id_kind_object_id_source_hash: { tenant_id, ...key } },
      create: { tenant_id, id: newId(now), ...key, ...drawn, media_type: 'application/pdf', created_at: now },
      update: drawn,
    }),
  );
  return { content_hash, content };
}
