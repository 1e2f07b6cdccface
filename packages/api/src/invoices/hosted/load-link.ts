import type { InvoiceLink } from '@revenue/billing-core/invoices';
import type { Tx } from '@revenue/db/database';
import type { OperationContext, Services } from '../../context.ts';
import { linkToken } from './link-token.ts';

type Linkable = { id: string; finalized_at: Date | null };

/** The link of an invoice as its sender sees it. A draft has none: what it says is not said yet. */
export async function loadLink(tx: Tx, ctx: OperationContext, invoice: Linkable): Promise<InvoiceLink> {
  const { tenant_id } = ctx;
  const row = await tx.invoiceLink.findUnique({
    where: { tenant_id_invoice_id: { tenant_id, invoice_id: invoice.id } },
  });
  return {
    url: invoice.finalized_at === null ? null : await hostedUrl(tx, ctx, invoice.id),
    visits: row?.visits ?? 0,
    first_viewed_at: row?.first_viewed_at?.toISOString() ?? null,
    last_viewed_at: row?.last_viewed_at?.toISOString() ?? null,
  };
}

/** Where the customer sees the invoice, once it is final. */
export async function hostedUrl(tx: Tx, ctx: OperationContext, invoice_id: string): Promise<string> {
  return addressOf(ctx, await currentToken(tx, ctx.tenant_id, invoice_id));
}

/** The same for many invoices, in two statements. */
export async function hostedUrls(
  tx: Tx,
  ctx: OperationContext,
  invoice_ids: readonly string[],
): Promise<Map<string, string>> {
  const { tenant_id } = ctx;
  const key = await tx.invoiceLinkKey.findUnique({ where: { tenant_id } });
  const links = await tx.invoiceLink.findMany({
    where: { tenant_id, invoice_id: { in: [...invoice_ids] } },
    select: { invoice_id: true, generation: true },
  });
  const generations = new Map(links.map(({ invoice_id, generation }) => [invoice_id, generation]));
  const addressed = invoice_ids.map((invoice_id) => {
    const generation = generations.get(invoice_id) ?? 1;
    const token = key && linkToken({ tenant_id, invoice_id }, generation, key.secret);
    return [invoice_id, addressOf(ctx, token)] as const;
  });
  return new Map(addressed);
}

/** The one token that opens the invoice now; null for a tenant that does not exist. */
export async function currentToken(tx: Tx, tenant_id: string, invoice_id: string): Promise<string | null> {
  const key = await tx.invoiceLinkKey.findUnique({ where: { tenant_id } });
  const link = await tx.invoiceLink.findUnique({
    where: { tenant_id_invoice_id: { tenant_id, invoice_id } },
    select: { generation: true },
  });
  return key && linkToken({ tenant_id, invoice_id }, link?.generation ?? 1, key.secret);
}

function addressOf({ public_url }: Pick<Services, 'public_url'>, token: string | null): string {
  if (token === null) throw new Error('a tenant without a key for its links');
  return `${public_url}/i/${token}`;
}
