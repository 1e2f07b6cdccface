import type { AddInvoiceItem, Invoice } from '@revenue/billing-core/invoices';
import type { OperationContext } from '../context.ts';
import { completeItems } from './complete-items.ts';
import { editDraft } from './edit-draft.ts';
import { getInvoice } from './get-invoice.ts';

/** Adds one item at the end of a draft. */
export async function addInvoiceItem(ctx: OperationContext, { id, ...item }: AddInvoiceItem): Promise<Invoice> {
  await ctx.db.withTenantSql(ctx.tenant_id, (client) =>
    editDraft(client, ctx, { id }, async ({ head, setting, items }) => ({
      head,
      kept: items,
      added: await completeItems(client, ctx.tenant_id, setting, [item]),
    })),
  );
  return getInvoice(ctx, { id });
}
