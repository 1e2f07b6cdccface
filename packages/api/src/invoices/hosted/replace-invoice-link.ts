import { BillingError } from '@revenue/billing-core/errors';
import type { InvoiceLink } from '@revenue/billing-core/invoices';
import { recordChange } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import { lockInvoice } from '../queries.ts';
import { loadLink } from './load-link.ts';

/**
 * Gives the invoice another public link, for one that reached the wrong people: those of before, in mails and PDFs too,
 * open nothing from now on.
 *
 * @throws BillingError not_found, illegal_transition for a draft
 */
export async function replaceInvoiceLink(ctx: OperationContext, { id }: { id: string }): Promise<InvoiceLink> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const invoice = await lockInvoice(tx, tenant_id, id);
    const { invoice_number } = invoice;
    if (invoice.finalized_at === null) {
      throw new BillingError('illegal_transition', `Invoice ${invoice_number} was never final and has no public link.`);
    }
    const { generation } = await tx.invoiceLink.upsert({
      where: { tenant_id_invoice_id: { tenant_id, invoice_id: id } },
      create: { tenant_id, invoice_id: id, generation: 2 },
      update: { generation: { increment: 1 } },
      select: { generation: true },
    });
    await recordChange(tx, ctx, {
      type: 'invoice.link_replaced',
      object_type: 'invoice',
      object_id: id,
      before: { id, invoice_number, link_generation: generation - 1 },
      after: { id, invoice_number, link_generation: generation },
    });
    return loadLink(tx, ctx, invoice);
  });
}
