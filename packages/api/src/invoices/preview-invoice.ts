import type { CreateInvoice, InvoicePreview } from '@revenue/billing-core/invoices';
import type { OperationContext } from '../context.ts';
import { planInvoice } from './create-invoice.ts';
import { toInvoicePreview } from './preview-view.ts';

/** What `createInvoice` would make of the same input, without making it. */
export async function previewInvoice(ctx: OperationContext, input: CreateInvoice): Promise<InvoicePreview> {
  return toInvoicePreview(await ctx.db.withTenantSql(ctx.tenant_id, (client) => planInvoice(client, ctx, input)));
}
