import { BillingError } from '@revenue/billing-core/errors';
import type { Invoice, RemoveInvoiceItem } from '@revenue/billing-core/invoices';
import type { OperationContext } from '../context.ts';
import { editDraft } from './edit-draft.ts';
import { getInvoice } from './get-invoice.ts';

/**
 * Removes an item from a draft. Lines of a subscription stay: their period would be left unbilled without a trace.
 *
 * @throws BillingError not_found, not_billable for a line of a subscription
 */
export async function removeInvoiceItem(ctx: OperationContext, { id, itemId }: RemoveInvoiceItem): Promise<Invoice> {
  await ctx.db.withTenantSql(ctx.tenant_id, (client) =>
    editDraft(client, ctx, { id }, async ({ head, items }) => {
      const item = items.find((candidate) => candidate.id === itemId);
      if (!item) throw new BillingError('not_found', `Invoice ${head.invoice_number} has no item ${itemId}.`);
      if (item.kind !== 'manual') {
        throw new BillingError(
          'not_billable',
          `"${item.description}" bills a period of a subscription, which is billed once; it stays. Take money off with a line below zero.`,
        );
      }
      return { head, kept: items.filter((candidate) => candidate.id !== itemId), added: [] };
    }),
  );
  return getInvoice(ctx, { id });
}
