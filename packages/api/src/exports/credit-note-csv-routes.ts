import { ExportCreditNotes } from '@revenue/billing-core/credit-notes';
import type { z } from 'zod';
import { creditNoteConditions } from '../credit-notes/credit-note-conditions.ts';
import { addIds, orderOf } from '../sql-conditions.ts';
import { csvExport } from './csv-export.ts';
import { amount, column, exportColumns } from './export-columns.ts';
import { decimalText, instantText } from './sql-format.ts';

const noteColumns = exportColumns([
  column('credit_note_number', 'n.credit_note_number'),
  column('issue_date', 'n.issue_date::text'),
  column('invoice_number', 'i.invoice_number'),
  column('customer_id', 'n.customer_id'),
  column('customer_name', 'c.name'),
  column('customer_email', 'c.email'),
  column('customer_country', "COALESCE(n.customer_snapshot ->> 'country', c.country)"),
  column('reason', 'n.reason'),
  column('currency', 'n.currency'),
  amount('subtotal', 'n.subtotal'),
  amount('discount', 'n.discount_total'),
  amount('tax', 'n.tax_total'),
  amount('total', 'n.total'),
  amount('credited_total', 'n.total + n.cash_rounding'),
  amount('amount_offset', 'n.offset_amount'),
  amount('amount_refundable', 'n.refund_amount'),
  column('created_at', instantText('n.created_at')),
  column('external_id', 'n.external_id'),
  column('invoice_id', 'n.invoice_id'),
  column('id', 'n.id'),
]);

const lineColumns = exportColumns([
  column('credit_note_number', 'n.credit_note_number'),
  column('issue_date', 'n.issue_date::text'),
  column('customer_id', 'n.customer_id'),
  column('customer_name', 'c.name'),
  column('position', 'l.position::text'),
  column('invoice_number', 'i.invoice_number'),
  column('invoice_position', 'l.invoice_position::text'),
  column('product_id', 'l.product_id'),
  column('description', 'l.description'),
  column('quantity', decimalText('l.quantity')),
  column('unit_price', decimalText('l.unit_price')),
  column('service_start', 'l.service_start::text'),
  column('service_end', 'l.service_end::text'),
  column('service_quantity', decimalText('l.service_quantity')),
  column('currency', 'n.currency'),
  amount('amount', 'l.amount'),
  amount('discount', 'l.discount_amount'),
  amount('tax', 'l.tax_amount'),
  column('credit_note_id', 'n.id'),
  column('id', 'l.id'),
]);

const NOTES = `credit_notes n JOIN customers c ON c.tenant_id = $1 AND c.id = n.customer_id
  LEFT JOIN invoices i ON i.tenant_id = $1 AND i.id = n.invoice_id`;

/** Those of the list, or of them the ones that were chosen. */
function chosenNotes(tenant_id: string, { ids, ...filters }: z.output<typeof ExportCreditNotes>) {
  const conditions = creditNoteConditions(tenant_id, filters);
  addIds(conditions, 'n', ids);
  return conditions;
}

/** GET /credit-notes.csv: the credit notes of the list. */
export const creditNotesCsvRoute = csvExport({
  path: '/credit-notes.csv',
  tag: 'credit notes',
  summary: 'Download credit notes as CSV',
  query: ExportCreditNotes,
  name: 'credit notes',
  columns: noteColumns,
  statement: ({ tenant_id }, input) => {
    const { values, text } = chosenNotes(tenant_id, input);
    const select = `SELECT ${noteColumns.select} FROM ${NOTES}`;
    return { values, statement: `${select} WHERE ${text()} ORDER BY ${orderOf('n', input.sort)}` };
  },
});

/** GET /credit-note-items.csv: every line of those credit notes. */
export const creditNoteItemsCsvRoute = csvExport({
  path: '/credit-note-items.csv',
  tag: 'credit notes',
  summary: 'Download the lines of credit notes as CSV',
  query: ExportCreditNotes,
  name: 'credit note lines',
  columns: lineColumns,
  statement: ({ tenant_id }, input) => {
    const { values, text } = chosenNotes(tenant_id, input);
    const lines = 'JOIN credit_note_items l ON l.tenant_id = $1 AND l.credit_note_id = n.id';
    const select = `SELECT ${lineColumns.select} FROM ${NOTES} ${lines}`;
    return { values, statement: `${select} WHERE ${text()} ORDER BY ${orderOf('n', input.sort)}, l.position` };
  },
});
