import type { UsageRejection } from '@revenue/billing-core/usage';
import { stringify } from 'csv-stringify';
import type { OperationContext } from '../context.ts';
import { CSV_FORM } from '../exports/to-csv.ts';
import { listUsageRejections } from './list-usage-rejections.ts';

const COLUMNS: (keyof UsageRejection)[] = ['line_number', 'path', 'message', 'raw'];
const HEADER = { line_number: 'line', path: 'column', message: 'reason', raw: 'row' } as const;

/** The rows of a file that were not taken, as a CSV stream. A spreadsheet must not take a cell of a stranger for a formula. */
export function rejectionsCsv(ctx: OperationContext, id: string): NodeJS.ReadableStream {
  const columns = COLUMNS.map((key) => ({ key, header: HEADER[key as keyof typeof HEADER] }));
  const csv = stringify({ header: true, columns, escape_formulas: true, ...CSV_FORM });
  void write(ctx, id, csv).catch((error: Error) => csv.destroy(error));
  return csv;
}

async function write(ctx: OperationContext, id: string, csv: ReturnType<typeof stringify>): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listUsageRejections>> = await listUsageRejections(ctx, {
      id,
      limit: 100,
      ...(cursor ? { cursor } : {}),
    });
    for (const row of page.data) csv.write(row);
    cursor = page.next_cursor;
  } while (cursor !== null);
  csv.end();
}
