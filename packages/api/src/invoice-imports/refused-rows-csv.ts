import type { RefusedImportRow } from '@revenue/billing-core/invoice-imports';
import { stringify } from 'csv-stringify';
import type { OperationContext } from '../context.ts';
import { CSV_FORM } from '../exports/to-csv.ts';
import { listRefusedImportRows } from './list-refused-import-rows.ts';

const COLUMNS: { key: keyof RefusedImportRow; header: string }[] = [
  { key: 'line_number', header: 'line' },
  { key: 'document_number', header: 'number' },
  { key: 'reason', header: 'reason' },
  { key: 'message', header: 'message' },
  { key: 'raw', header: 'row' },
];

/** The rows that were not taken, as a CSV stream. A spreadsheet must not take a cell of a stranger for a formula. */
export function refusedRowsCsv(ctx: OperationContext, id: string): NodeJS.ReadableStream {
  const csv = stringify({ header: true, columns: COLUMNS, escape_formulas: true, ...CSV_FORM });
  void write(ctx, id, csv).catch((error: Error) => csv.destroy(error));
  return csv;
}

async function write(ctx: OperationContext, id: string, csv: ReturnType<typeof stringify>): Promise<void> {
  let cursor: string | null = null;
  do {
    const after: { cursor?: string } = cursor === null ? {} : { cursor };
    const page: Awaited<ReturnType<typeof listRefusedImportRows>> = await listRefusedImportRows(ctx, {
      id,
      limit: 1_000,
      ...after,
    });
    for (const row of page.data) {
      if (!csv.write(row)) await new Promise<void>((drained) => csv.once('drain', drained));
    }
    cursor = page.next_cursor;
  } while (cursor !== null);
  csv.end();
}
