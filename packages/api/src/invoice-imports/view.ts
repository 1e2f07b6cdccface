import type { ImportSettings, InvoiceImport, RefusedImportRow } from '@revenue/billing-core/invoice-imports';
import type { Prisma } from '@revenue/db/database';

export function toInvoiceImportView(row: Prisma.InvoiceImportGetPayload<object>): InvoiceImport {
  const { tenant_id: _, settings, created_at, ...fields } = row;
  return { ...fields, settings: settings as ImportSettings, created_at: created_at.toISOString() };
}

export function toRefusedRowView(row: Prisma.InvoiceImportRefusalGetPayload<object>): RefusedImportRow {
  const { line_number, document_number, reason, message, raw } = row;
  return { line_number, document_number, reason, message, raw };
}
