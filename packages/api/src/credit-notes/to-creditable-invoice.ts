import type { CreditableInvoice } from '@revenue/billing-core/credit-notes';
import { itemTaxesFromJson, taxTableFromJson } from '../invoices/stored-tax.ts';
import type { InvoiceRow } from '../invoices/view.ts';

/** A stored invoice as `draftCreditNote` reads it. */
export function toCreditableInvoice({ currency, total, taxes, items }: InvoiceRow): CreditableInvoice {
  return {
    currency,
    total,
    cash_rounding: 0n,
    taxes: taxTableFromJson(taxes),
    items: items.map((item) => ({
      position: item.position,
      quantity: item.quantity.toFixed(),
      amount: item.amount,
      discount_amount: item.discount_amount,
      tax_amount: item.tax_amount,
      tax_inclusive: item.tax_inclusive,
      taxes: itemTaxesFromJson(item.taxes),
    })),
  };
}
