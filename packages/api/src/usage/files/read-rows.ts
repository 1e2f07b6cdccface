import type { Readable } from 'node:stream';
import { type FileRow, unreadableFile } from './file-row.ts';
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

/** Bytes that are no UTF-8 would become other characters in silence; the file is refused instead. */
async function* decodeUtf8(file: Readable): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of file) yield decoder.decode(chunk as Uint8Array, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw unreadableFile('it is not UTF-8; save it as UTF-8 and send it again');
  }
}
