import { nameColumns, refuseWideHeader } from '../../files/name-columns.ts';
import { parseCsv } from '../../files/parse-csv.ts';
import { unreadableFile } from '../../files/unreadable-file.ts';
import type { FileRow } from './file-row.ts';

const FIELDS = ['id', 'customer_id', 'external_customer_id', 'meter', 'quantity', 'occurred_at'];

type Column = { field: string } | { property: string };

/**
 * A header names the columns; what is no field of a record is a property of it. Separated by commas, semicolons or tabs,
 * whichever the header uses. An empty cell is a value that is missing.
 */
export async function* readCsvRows(text: AsyncIterable<string>): AsyncIterable<FileRow> {
  let columns: Column[] | null = null;
  for await (const { cells, raw, line_number } of parseCsv(text)) {
    if (columns === null) columns = readHeader(cells);
    else yield { line_number, raw, content: contentOf(columns, cells) };
  }
  if (columns === null) throw unreadableFile(`it has no header; the first line names the columns ${FIELDS.join(', ')}`);
}

function readHeader(names: string[]): Column[] {
  refuseWideHeader(names);
  const trimmed = names.map((name) => name.trim());
  const fields = trimmed.map((name) => FIELDS.find((field) => field === name.toLowerCase()) ?? null);
  const has = (field: string) => fields.includes(field);
  const missing = ['id', 'meter', 'occurred_at'].filter((field) => !has(field));
  if (!has('customer_id') && !has('external_customer_id')) missing.push('customer_id or external_customer_id');
  if (missing.length > 0) {
    throw unreadableFile(`its header (${nameColumns(trimmed)}) has no column ${missing.join(' and no column ')}`);
  }
  const twice = trimmed.find((name, at) => trimmed.indexOf(name) !== at);
  if (twice !== undefined) throw unreadableFile(`its header names the column "${twice}" twice`);
  return trimmed.map((name, at) => (fields[at] ? { field: fields[at] } : { property: name }));
}

function contentOf(columns: Column[], cells: string[]): FileRow['content'] {
  if (cells.length !== columns.length) {
    return { fault: `has ${count(cells.length)} where the header has ${columns.length}` };
  }
  const fields: Record<string, unknown> = {};
  const properties: Record<string, string> = {};
  for (const [at, column] of columns.entries()) {
    const cell = cells[at]?.trim() ?? '';
    if ('property' in column) {
      if (cell !== '' && column.property !== '') properties[column.property] = cell;
    } else if (cell !== '') fields[column.field] = cell;
    // Without the column each record counts 1; with it, a cell left empty is a mistake.
    else if (column.field === 'quantity') fields.quantity = '';
  }
  return { fields: Object.keys(properties).length > 0 ? { ...fields, properties } : fields };
}

const count = (cells: number) => (cells === 1 ? '1 column' : `${cells} columns`);
