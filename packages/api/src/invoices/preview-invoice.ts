import type { CreateInvoice, InvoicePreview } from '@revenue/billing-core/invoices';
import { wireAmount, wireDecimal } from '@revenue/billing-core/money';
import type { OperationContext } from '../context.ts';
import { planInvoice } from './create-invoice.ts';
import { toItemAmounts, toTaxView } from './view.ts';

/** What `createInvoice` would make of the same input, without making it. */
export async function previewInvoice(ctx: OperationContext, input: CreateInvoice): Promise<InvoicePreview> {
  const draft = await ctx.db.withTenantSql(ctx.tenant_id, (client) => planInvoice(client, ctx, input));
  const amount = (minor: bigint) => wireAmount(minor, draft.currency);
  return {
    issue_date: draft.issue_date,
    due_date: draft.due_date,
    currency: draft.currency,
    items: draft.items.map((item) => ({
      kind: item.kind,
      product_id: item.product_id,
      subscription_item_id: null,
      description: item.description,
      quantity: wireDecimal(item.quantity),
      unit_price: item.unit_price === null ? null : wireDecimal(item.unit_price),
      ...toItemAmounts(item, item.taxes, draft.currency),
      service_period: null,
      released: false,
      derivation: item.derivation,
    })),
    subtotal: amount(draft.subtotal),
    discount: amount(draft.discount_total),
    tax: amount(draft.tax_total),
    total: amount(draft.total),
    net_total: amount(draft.total - draft.tax_total),
    prices_include_tax: draft.prices_include_tax,
    taxes: draft.taxes.map((tax) => toTaxView(tax, draft.currency)),
  };
}
