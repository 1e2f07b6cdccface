import { type Creditable, creditableRest, isCreditable } from '@revenue/billing-core/credit-notes';
import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import { wireAmount, wireDecimal } from '@revenue/billing-core/money';
import type { OperationContext } from '../context.ts';
import { loadInvoice } from '../invoices/queries.ts';
import { loadEarlierNotes } from './queries.ts';
import { toCreditableInvoice } from './to-creditable-invoice.ts';

/** What of an invoice may still be credited, item by item: what the form offers. */
export async function getCreditable(ctx: OperationContext, { id }: { id: string }): Promise<Creditable> {
  const { tenant_id } = ctx;
  const { invoice, earlier } = await ctx.db.withTenant(tenant_id, async (tx) => ({
    invoice: await loadInvoice(tx, tenant_id, id),
    earlier: await loadEarlierNotes(tx, tenant_id, id),
  }));
  const { currency } = invoice;
  const rest = creditableRest(toCreditableInvoice(invoice), earlier.credits);
  const descriptions = new Map(invoice.items.map(({ position, description }) => [position, description]));
  return {
    invoice_id: invoice.id,
    invoice_number: invoice.invoice_number,
    currency,
    creditable: isCreditable(invoice.status as InvoiceStatus),
    total: wireAmount(rest.total, currency),
    items: rest.items.map(({ position, quantity, amount, total }) => ({
      position,
      description: descriptions.get(position) ?? '',
      quantity: wireDecimal(quantity),
      amount: wireAmount(amount, currency),
      total: wireAmount(total, currency),
    })),
  };
}
