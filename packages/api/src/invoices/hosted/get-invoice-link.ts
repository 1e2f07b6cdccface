import type { InvoiceLink } from '@revenue/billing-core/invoices';
import type { OperationContext } from '../../context.ts';
import { loadInvoice } from '../queries.ts';
import { loadLink } from './load-link.ts';

/** Where the customer sees the invoice, and whether they did. @throws BillingError not_found */
export async function getInvoiceLink(ctx: OperationContext, { id }: { id: string }): Promise<InvoiceLink> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => loadLink(tx, ctx, await loadInvoice(tx, tenant_id, id)));
}
