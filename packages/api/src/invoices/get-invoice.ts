import type { Invoice } from '@revenue/billing-core/invoices';
import type { OperationContext } from '../context.ts';
import { loadInvoice } from './queries.ts';
import { toInvoiceView } from './view.ts';

/** One invoice with its items, how each amount came about, and its payments. */
export async function getInvoice(ctx: OperationContext, { id }: { id: string }): Promise<Invoice> {
  return toInvoiceView(await ctx.db.withTenant(ctx.tenant_id, (tx) => loadInvoice(tx, ctx.tenant_id, id)));
}
