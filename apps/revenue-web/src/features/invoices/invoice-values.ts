import type { CreateInvoice } from '@revenue/billing-core/invoices';
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
