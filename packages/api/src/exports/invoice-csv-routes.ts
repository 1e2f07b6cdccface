import { ExportInvoices } from '@revenue/billing-core/invoices';
import type { z } from 'zod';
import { invoiceConditions } from '../invoices/invoice-conditions.ts';
import { addIds, orderOf } from '../sql-conditions.ts';
import { csvExport } from './csv-export.ts';
import { amount, column, exportColumns } from './export-columns.ts';
import { decimalText, instantText } from './sql-format.ts';

const invoiceColumns = exportColumns([
  column('invoice_number', 'i.invoice_number'),
  column('status', 'i.status'),
  column('issue_date', 'i.issue_date::text'),
  column('due_date', 'i.due_date::text'),
  column('customer_id', 'i.customer_id'),
  column('customer_name', 'c.name'),
  column('customer_email', 'c.email'),
  column('customer_country', "COALESCE(i.customer_snapshot ->> 'country', c.country)"),
  column('currency', 'i.currency'),
  amount('subtotal', 'i.subtotal'),
  amount('discount', 'i.discount_total'),
  amount('tax', 'i.tax_total'),
  amount('total', 'i.total'),
  amount('amount_paid', 'i.amount_paid'),
  amount('amount_account_credit', 'i.amount_account_credit'),
  amount('amount_due', 'i.amount_due'),
  column('payment_terms', 'i.payment_terms'),
  column('purchase_order_number', 'i.purchase_order_number'),
  column('created_at', instantText('i.created_at')),
  column('sent_at', instantText('i.sent_at')),
  column('paid_at', instantText('i.paid_at')),
  column('voided_at', instantText('i.voided_at')),
  column('void_reason', 'i.void_reason'),
  column('external_id', 'i.external_id'),
  column('billing_run_id', 'i.billing_run_id'),
  column('id', 'i.id'),
]);

const lineColumns = exportColumns([
  column('invoice_number', 'i.invoice_number'),
  column('status', 'i.status'),
  column('issue_date', 'i.issue_date::text'),
  column('customer_id', 'i.customer_id'),
  column('customer_name', 'c.name'),
  column('position', 'l.position::text'),
  column('kind', 'l.kind'),
  column('product_id', 'l.product_id'),
  column('description', 'l.description'),
  column('quantity', decimalText('l.quantity')),
  column('unit_price', decimalText('l.unit_price')),
  column('currency', 'i.currency'),
  amount('amount', 'l.amount'),
  amount('discount', 'l.discount_amount'),
  amount('tax', 'l.tax_amount'),
  column('service_start', 'l.service_start::text'),
  column('service_end', 'l.service_end::text'),
  column('subscription_item_id', 'l.subscription_item_id'),
  column('invoice_id', 'i.id'),
  column('id', 'l.id'),
]);

/** Those of the list, or of them the ones that were chosen. */
function chosenInvoices(tenant_id: string, { ids, ...filters }: z.output<typeof ExportInvoices>) {
  const conditions = invoiceConditions(tenant_id, filters);
  addIds(conditions, 'i', ids);
  return conditions;
}

const INVOICES = 'invoices i JOIN customers c ON c.tenant_id = $1 AND c.id = i.customer_id';

/** GET /invoices.csv: the invoices of the list. */
export const invoicesCsvRoute = csvExport({
  path: '/invoices.csv',
  tag: 'invoices',
  summary: 'Download invoices as CSV',
  query: ExportInvoices,
  name: 'invoices',
  columns: invoiceColumns,
  statement: ({ tenant_id }, input) => {
    const { values, text } = chosenInvoices(tenant_id, input);
    const select = `SELECT ${invoiceColumns.select} FROM ${INVOICES}`;
    return { values, statement: `${select} WHERE ${text()} ORDER BY ${orderOf('i', input.sort)}` };
  },
});

/** GET /invoice-items.csv: every line of those invoices. */
export const invoiceItemsCsvRoute = csvExport({
  path: '/invoice-items.csv',
  tag: 'invoices',
  summary: 'Download the lines of invoices as CSV',
  query: ExportInvoices,
  name: 'invoice lines',
  columns: lineColumns,
  statement: ({ tenant_id }, input) => {
    const { values, text } = chosenInvoices(tenant_id, input);
    const lines = 'JOIN invoice_items l ON l.tenant_id = $1 AND l.invoice_id = i.id';
    const select = `SELECT ${lineColumns.select} FROM ${INVOICES} ${lines}`;
    return { values, statement: `${select} WHERE ${text()} ORDER BY ${orderOf('i', input.sort)}, l.position` };
  },
});
