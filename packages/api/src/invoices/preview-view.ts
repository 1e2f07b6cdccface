import type { InvoicePreview } from '@revenue/billing-core/invoices';
import { wireAmount, wireDecimal } from '@revenue/billing-core/money';
import type { ComputedDraft } from './compute-draft.ts';
import { toItemAmounts, toTaxView } from './view.ts';

/** A computed invoice that is not made: without number and ids. */
export function toInvoicePreview(draft: ComputedDraft): InvoicePreview {
  const amount = (minor: bigint) => wireAmount(minor, draft.currency);
  return {
    issue_date: draft.issue_date,
    due_date: draft.due_date,
    currency: draft.currency,
    items: draft.items.map((item) => toPreviewItem(item, draft.currency)),
    subtotal: amount(draft.subtotal),
    discount: amount(draft.discount_total),
    tax: amount(draft.tax_total),
    total: amount(draft.total),
    net_total: amount(draft.total - draft.tax_total),
    prices_include_tax: draft.prices_include_tax,
    taxes: draft.taxes.map((tax) => toTaxView(tax, draft.currency)),
  };
}

function toPreviewItem(item: ComputedDraft['items'][number], currency: string): InvoicePreview['items'][number] {
  const { service_start, service_end } = item;
  return {
    kind: item.kind,
    product_id: item.product_id,
    subscription_item_id: item.subscription_item_id,
    description: item.description,
    quantity: wireDecimal(item.quantity),
    unit_price: item.unit_price === null ? null : wireDecimal(item.unit_price),
    ...toItemAmounts(item, item.taxes, currency),
    service_period: service_start === null || service_end === null ? null : { start: service_start, end: service_end },
    released: false,
    derivation: item.derivation,
  };
}
