import type { CreateInvoice, Invoice } from '@revenue/billing-core/invoices';
import type { UseFormReturn } from 'react-hook-form';

export const emptyItem = { product_id: '', description: '', quantity: '1', unit_price: '' };

export type InvoiceValues = {
  customer_id: string;
  issue_date: string;
  due_date: string;
  purchase_order_number: string;
  notes: string;
  items: (typeof emptyItem)[];
};

export type InvoiceFormState = UseFormReturn<InvoiceValues, unknown, CreateInvoice>;

export const newInvoice = (customerId: string | undefined): InvoiceValues => ({
  customer_id: customerId ?? '',
  issue_date: '',
  due_date: '',
  purchase_order_number: '',
  notes: '',
  items: [emptyItem],
});

/** A draft as the form holds it. Only lines written by hand: those of a billing run stay as they are. */
export function invoiceValues(invoice: Invoice): InvoiceValues {
  const items = invoice.items
    .filter((item) => item.kind === 'manual')
    .map((item) => ({
      product_id: item.product_id ?? '',
      description: item.description,
      quantity: String(item.quantity),
      unit_price: item.unit_price === null ? '' : String(item.unit_price),
    }));
  return {
    customer_id: invoice.customer_id,
    issue_date: invoice.issue_date,
    due_date: invoice.due_date,
    purchase_order_number: invoice.purchase_order_number ?? '',
    notes: invoice.notes ?? '',
    items: items.length > 0 ? items : [emptyItem],
  };
}
