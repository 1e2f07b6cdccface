import {
  IMPORT_FIELDS,
  type ImportField,
  type ImportSettings,
  NEEDED_IMPORT_FIELDS,
  type ReadRow,
  readImportRow,
} from '@revenue/billing-core/invoice-imports';
import { decodeUtf8 } from '../files/decode-utf8.ts';
import { nameColumns, refuseWideHeader } from '../files/name-columns.ts';
import { parseCsv } from '../files/parse-csv.ts';
import type { SpooledFile } from '../files/spooled-file.ts';
import { unreadableFile } from '../files/unreadable-file.ts';

/** A row of the file with what it says, or why it cannot be taken. */
export interface FileRow {
  line_number: number;
  raw: string;
  read: ReadRow | 'unreadable';
}

type Place = Parameters<typeof readImportRow>[1];

/**
 * The rows of a file in order, without holding it in memory.
 *
 * @throws BillingError malformed_body when the file as a whole cannot be read: no UTF-8, no header, a column missing
 */
export async function* readImportFile(file: SpooledFile, place: Place): AsyncIterable<FileRow> {
  const stream = file.read();
  try {
    let header: { width: number; at: [ImportField, number][] } | null = null;
    for await (const { cells, raw, line_number } of parseCsv(decodeUtf8(stream))) {
      if (header === null) {
        header = { width: cells.length, at: findColumns(cells, place.settings) };
        continue;
      }
      const { width, at } = header;
      const named = Object.fromEntries(at.map(([field, index]) => [field, cells[index] ?? '']));
      yield { line_number, raw, read: cells.length === width ? readImportRow(named, place) : 'unreadable' };
    }
    if (header === null) throw unreadableFile('it is empty; the first line names the columns');
  } finally {
    stream.destroy();
  }
}

/** Where each field stands. A column that the settings name and the file has not would be lost in silence. */
function findColumns(header: string[], { columns }: ImportSettings): [ImportField, number][] {
  const names = header.map((name) => name.trim());
  refuseWideHeader(names);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw unreadableFile(`its header names the column "${twice}" twice`);
  const found = IMPORT_FIELDS.flatMap((field): [ImportField, number][] => {
    const at = names.indexOf(columns[field] ?? field);
    return columns[field] !== undefined && at >= 0 ? [[field, at]] : [];
  });
  const has = (field: ImportField) => found.some(([known]) => known === field);
  const missing = NEEDED_IMPORT_FIELDS.filter((field) => !has(field)).map((field) => columns[field] ?? field);
  const misnamed = Object.entries(columns)
    .filter(([field, name]) => name !== field && !has(field as ImportField))
    .map(([, name]) => name);
  const lost = [...new Set([...missing, ...misnamed])];
  if (lost.length > 0)
    throw unreadableFile(`its header (${nameColumns(names)}) has no column ${lost.join(' and no column ')}`);
  return found;
}
