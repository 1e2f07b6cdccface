import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { hostedUrls } from '../invoices/hosted/load-link.ts';
import { type Parties, sellerInclude } from '../invoices/parties.ts';
import { type InvoiceRow, invoiceInclude } from '../invoices/view.ts';

export type InvoiceWithParties = {
  invoice: InvoiceRow;
  parties: Parties;
  /** Where the customer sees it; null for a draft. */
  hosted_url: string | null;
};

/** Invoices with seller, buyers and public links, a fixed number of statements however many there are. */
export async function loadInvoices(
  tx: Tx,
  ctx: OperationContext,
  ids: readonly string[],
): Promise<InvoiceWithParties[]> {
  const { tenant_id } = ctx;
  const seller = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, include: sellerInclude });
  const invoices = await tx.invoice.findMany({
    where: { tenant_id, id: { in: [...ids] } },
    include: invoiceInclude,
    orderBy: { id: 'asc' },
  });
  const buyers = [...new Set(invoices.map(({ customer_id }) => customer_id))];
  const customers = await tx.customer.findMany({ where: { tenant_id, id: { in: buyers } } });
  const urls = await hostedUrls(tx, ctx, ids);
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  return invoices.flatMap((invoice) => {
    const customer = byId.get(invoice.customer_id);
    if (!customer) return [];
    const hosted_url = invoice.finalized_at === null ? null : (urls.get(invoice.id) ?? null);
    return [{ invoice, parties: { seller, customer }, hosted_url }];
  });
}
