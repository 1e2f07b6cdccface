import type { CreateInvoice, Invoice, InvoiceItem } from '@revenue/billing-core/invoices';
import type { Tenant } from '@revenue/billing-core/tenants';
import type { UseFormReturn } from 'react-hook-form';
import { taxText } from './tax-text.ts';

/** A line as it is typed: text for everything. */
export const emptyItem = {
  product_id: '',
  description: '',
  quantity: '1',
  unit_price: '',
  /** '10 %' or '5.00' */
  discount: '',
  /** Percents: '19', '5 + 9.975'; empty takes the tenant's. */
  tax: '',
  tax_category: '',
  tax_reason: '',
  /** The taxes of a stored line, to be sent again as they are while their words stay. */
  kept_rates: '',
  kept_words: '',
};

export type LineValues = typeof emptyItem;

export type InvoiceValues = {
  customer_id: string;
  issue_date: string;
  due_date: string;
  purchase_order_number: string;
  notes: string;
  terms: string;
  discount: string;
  prices_include_tax: boolean;
  items: LineValues[];
};

export type InvoiceFormState = UseFormReturn<InvoiceValues, unknown, CreateInvoice>;

export const newInvoice = (customerId: string | undefined, tenant: Tenant): InvoiceValues => ({
  customer_id: customerId ?? '',
  issue_date: '',
  due_date: '',
  purchase_order_number: '',
  notes: '',
  terms: '',
  discount: '',
  prices_include_tax: tenant.prices_include_tax,
  items: [emptyItem],
});

/** A draft as the form holds it. Only lines written by hand: those of a billing run stay as they are. */
export function invoiceValues(invoice: Invoice): InvoiceValues {
  const items = invoice.items.filter((item) => item.kind === 'manual').map(lineValues);
  return {
    customer_id: invoice.customer_id,
    issue_date: invoice.issue_date,
    due_date: invoice.due_date,
    purchase_order_number: invoice.purchase_order_number ?? '',
    notes: invoice.notes ?? '',
    terms: invoice.terms ?? '',
    discount: discountText(invoice),
    prices_include_tax: invoice.prices_include_tax,
    items: items.length > 0 ? items : [emptyItem],
  };
}

function lineValues(item: InvoiceItem): LineValues {
  return {
    product_id: item.product_id ?? '',
    description: item.description,
    quantity: String(item.quantity),
    unit_price: item.unit_price === null ? '' : String(item.unit_price),
    discount: discountText(item),
    ...taxText(item.taxes),
  };
}

function discountText({ percent_off, amount_off }: Pick<Invoice, 'percent_off' | 'amount_off'>): string {
  if (percent_off !== null) return `${percent_off} %`;
  return amount_off === null ? '' : String(amount_off);
}
