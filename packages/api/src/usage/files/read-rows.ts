import type { Readable } from 'node:stream';
import { decodeUtf8 } from '../../files/decode-utf8.ts';
import type { FileRow } from './file-row.ts';
import { readCsvRows } from './read-csv-rows.ts';
import { readNdjsonRows } from './read-ndjson-rows.ts';

export type UsageFormat = 'csv' | 'ndjson';

/**
 * The rows of a file in order, without holding it in memory.
 *
 * @throws BillingError malformed_body when the file as a whole cannot be read: no UTF-8, no header, a column missing
 */
export async function* readRows(format: UsageFormat, file: Readable): AsyncIterable<FileRow> {
  try {
    const text = decodeUtf8(file);
    yield* format === 'csv' ? readCsvRows(text) : readNdjsonRows(text);
  } finally {
    file.destroy();
  }
}
