import { type CustomerColumn, columnOf, type ImportRow, MAX_CUSTOMER_ROWS } from '@revenue/billing-core/customers';
import { BillingError } from '@revenue/billing-core/errors';
import { CsvError, parse } from 'csv-parse/sync';
import { unstorableFault } from '../../refuse-unstorable-text.ts';

export const MAX_FILE_MEBIBYTES = 10;

export interface CustomerFile {
  rows: ImportRow[];
  ignored_columns: string[];
}

interface Parsed {
  record: string[];
  info: { lines: number };
}

/**
 * The rows of a CSV under the names of the fields. Separated by commas, semicolons or tabs, whichever the header uses.
 *
 * @throws BillingError malformed_body when the file as a whole cannot be read, payload_too_large
 */
export function readCustomerRows(bytes: Uint8Array): CustomerFile {
  const parsed = parseCsv(decode(bytes));
  const [header, ...records] = parsed;
  if (!header) throw unreadable('it is empty; its first line names the columns, such as name and email');
  const columns = header.record.map(columnOf);
  refuseHeader(header.record, columns);
  if (records.length > MAX_CUSTOMER_ROWS) {
    throw new BillingError('payload_too_large', `The file has more than ${MAX_CUSTOMER_ROWS} rows; send it in parts.`);
  }
  const rows = records.map(({ record }, at) => {
    // The parser says where a row ends; it begins on the line after the one before.
    const line = (parsed[at]?.info.lines ?? 0) + 1;
    return toRow(line, record, columns);
  });
  return { rows, ignored_columns: header.record.filter((_, at) => columns[at] === null).map((name) => name.trim()) };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('it is not UTF-8; save it as UTF-8 and send it again');
  }
}

function parseCsv(text: string): Parsed[] {
  const header = text.split('\n', 1)[0] ?? '';
  const delimiter = [';', '\t'].find((candidate) => header.includes(candidate) && !header.includes(',')) ?? ',';
  const options = { bom: true, delimiter, info: true, relax_column_count: true, relax_quotes: true } as const;
  try {
    const parsed = parse(text, { ...options, skip_empty_lines: false }) as unknown as Parsed[];
    return parsed.filter(({ record }) => record.some((cell) => cell.trim() !== ''));
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(error.message);
    throw error;
  }
}

function refuseHeader(names: string[], columns: (CustomerColumn | null)[]): void {
  const missing = (['email'] as const).filter((field) => !columns.includes(field) && !columns.includes('external_id'));
  if (missing.length > 0) {
    throw unreadable(`its header (${names.join(', ')}) has neither the column email nor external_id`);
  }
  const twice = columns.find((column, at) => column !== null && columns.indexOf(column) !== at);
  if (twice) throw unreadable(`its header names the column ${twice} twice`);
}

function toRow(line: number, cells: string[], columns: (CustomerColumn | null)[]): ImportRow {
  if (cells.length !== columns.length) {
    return { line, cells: {}, fault: `has ${cells.length} cells where the header has ${columns.length}` };
  }
  const read: ImportRow['cells'] = {};
  for (const [at, column] of columns.entries()) {
    const cell = cells[at]?.trim() ?? '';
    if (column !== null && cell !== '') read[column] = cell;
  }
  const unstorable = unstorableFault(read);
  return unstorable ? { line, cells: {}, fault: `${unstorable.path} ${unstorable.message}` } : { line, cells: read };
}

function unreadable(reason: string): BillingError {
  return new BillingError('malformed_body', `The file cannot be read: ${reason}. Nothing was imported.`, {
    errors: [{ path: '', message: reason }],
  });
}
