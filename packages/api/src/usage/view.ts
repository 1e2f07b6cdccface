import type { UsageImport, UsageRejection } from '@revenue/billing-core/usage';
import type { Rejection } from './judge-row.ts';

type ImportRow = Omit<UsageImport, 'created_at'> & { created_at: Date };

export function toImportView(row: ImportRow): UsageImport {
  return {
    id: row.id,
    file_name: row.file_name,
    rows_total: row.rows_total,
    rows_accepted: row.rows_accepted,
    rows_duplicate: row.rows_duplicate,
    rows_rejected: row.rows_rejected,
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
  };
}

export function toRejectionView({ line_number, raw, code, path, message }: Rejection): UsageRejection {
  return { line_number, raw, code, path, message };
}
