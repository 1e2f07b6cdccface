import { BillingError } from '@revenue/billing-core/errors';
import { type InvoiceImportReport, REFUSAL_REASONS } from '@revenue/billing-core/invoice-imports';
import { wireAmount } from '@revenue/billing-core/money';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { toInvoiceImportView } from './view.ts';

/** One imported file: what became of its rows, why some were refused, and what its documents come to by country. */
export async function getInvoiceImport(ctx: OperationContext, { id }: { id: string }): Promise<InvoiceImportReport> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const row = await tx.invoiceImport.findUnique({ where: { tenant_id_id: { tenant_id, id } } });
    if (!row) {
      throw new BillingError('not_found', `There is no import ${id}.`, {
        errors: [{ path: 'id', message: 'is unknown' }],
      });
    }
    return {
      ...toInvoiceImportView(row),
      refused: await loadRefused(tx, tenant_id, id),
      sums: await loadSums(tx, tenant_id, id),
    };
  });
}

async function loadRefused(tx: Tx, tenant_id: string, id: string): Promise<InvoiceImportReport['refused']> {
  type Row = Omit<InvoiceImportReport['refused'][number], 'says'>;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT reason, count(*)::int AS rows, count(DISTINCT document_number)::int AS documents, min(line_number) AS first_line
      FROM invoice_import_refusals WHERE tenant_id = ${tenant_id}::uuid AND import_id = ${id}::uuid
     GROUP BY reason ORDER BY 2 DESC, 1`;
  const says = (reason: string) => REFUSAL_REASONS[reason as keyof typeof REFUSAL_REASONS] ?? reason;
  return rows.map((row) => ({ ...row, says: says(row.reason) }));
}

async function loadSums(tx: Tx, tenant_id: string, id: string): Promise<InvoiceImportReport['sums']> {
  type Row = Record<'invoiced' | 'credited', bigint> & Record<'invoices' | 'credit_notes', number>;
  const rows = await tx.$queryRaw<(Row & { country: string; currency: string })[]>`
    SELECT country, currency, sum(invoices)::int AS invoices, sum(invoiced)::bigint AS invoiced,
           sum(credit_notes)::int AS credit_notes, sum(credited)::bigint AS credited
      FROM (SELECT COALESCE(customer_snapshot ->> 'country', '') AS country, currency, 1 AS invoices, total AS invoiced,
                   0 AS credit_notes, 0 AS credited
              FROM invoices WHERE tenant_id = ${tenant_id}::uuid AND import_id = ${id}::uuid
            UNION ALL
            SELECT COALESCE(customer_snapshot ->> 'country', ''), currency, 0, 0, 1, total
              FROM credit_notes WHERE tenant_id = ${tenant_id}::uuid AND import_id = ${id}::uuid) documents
     GROUP BY 1, 2 ORDER BY sum(invoiced) DESC, 1, 2`;
  return rows.map((row) => ({
    ...row,
    invoiced: wireAmount(row.invoiced, row.currency),
    credited: wireAmount(row.credited, row.currency),
  }));
}
