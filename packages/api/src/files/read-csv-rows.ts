import { BillingError } from '@revenue/billing-core/errors';
import { type ImportRow, MAX_IMPORT_ROWS } from '@revenue/billing-core/wire';
import { CsvError, parse } from 'csv-parse/sync';
import { unstorableFault } from '../refuse-unstorable-text.ts';
import { nameColumns, refuseWideHeader } from './name-columns.ts';
import { unreadableFile } from './unreadable-file.ts';

/** What a file of records may be; a row costs a few hundred bytes. */
export const MAX_IMPORT_MEBIBYTES = 10;

export interface CsvFile<Column extends string> {
  rows: ImportRow<Column>[];
  ignored_columns: string[];
}

export interface CsvColumns<Column extends string> {
  /** The field that a column holds by its heading, or null. */
  fieldOf: (heading: string) => Column | null;
  /** The heading that holds a field, where somebody said so; headings do not count for those. */
  mapping?: Partial<Record<Column, string | undefined>>;
  /** Of these a file needs one, or nothing in it can be known again. */
  oneOf: readonly [Column, Column];
}

/** Which column holds which field, of the settings of an import. */
export function pickColumns<Column extends string>(
  options: Partial<Record<Column, string | undefined>>,
  columns: readonly Column[],
): Partial<Record<Column, string | undefined>> {
  return Object.fromEntries(columns.map((column) => [column, options[column]])) as Partial<Record<Column, string>>;
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
export function readCsvRows<Column extends string>(bytes: Uint8Array, wanted: CsvColumns<Column>): CsvFile<Column> {
  const parsed = parseCsv(decode(bytes));
  const [header, ...records] = parsed;
  if (!header) throw unreadableFile('it is empty; its first line names the columns, such as name');
  refuseWideHeader(header.record);
  const columns = columnsOf(header.record, wanted);
  refuseHeader(header.record, columns, wanted.oneOf);
  if (records.length > MAX_IMPORT_ROWS) {
    throw new BillingError('payload_too_large', `The file has more than ${MAX_IMPORT_ROWS} rows; send it in parts.`);
  }
  const rows = records.map(({ record }, at) => {
    // The parser says where a row ends; it begins on the line after the one before.
    const line = (parsed[at]?.info.lines ?? 0) + 1;
    return toRow(line, record, columns);
  });
  return { rows, ignored_columns: header.record.filter((_, at) => columns[at] === null).map((name) => name.trim()) };
}

function columnsOf<Column extends string>(
  names: string[],
  { fieldOf, mapping = {} }: CsvColumns<Column>,
): (Column | null)[] {
  const mapped = Object.entries(mapping).flatMap(([field, name]) =>
    name ? [[field as Column, String(name)] as const] : [],
  );
  for (const [field, name] of mapped) {
    if (names.some((heading) => heading.trim() === name)) continue;
    throw unreadableFile(
      `it has no column "${name}", which ${field} is said to be in; its columns are ${nameColumns(names)}`,
    );
  }
  const fieldNamed = new Map(mapped.map(([field, name]) => [name, field]));
  const taken = new Set(mapped.map(([field]) => field));
  return names.map((heading) => {
    const said = fieldNamed.get(heading.trim());
    if (said) return said;
    const guessed = fieldOf(heading);
    return guessed !== null && taken.has(guessed) ? null : guessed;
  });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadableFile('it is not UTF-8; save it as UTF-8 and send it again');
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
    if (error instanceof CsvError) throw unreadableFile(error.message);
    throw error;
  }
}

function refuseHeader<Column extends string>(
  names: string[],
  columns: (Column | null)[],
  oneOf: readonly [Column, Column],
): void {
  if (!oneOf.some((field) => columns.includes(field))) {
    throw unreadableFile(`its header (${nameColumns(names)}) has neither the column ${oneOf.join(' nor ')}`);
  }
  const twice = columns.find((column, at) => column !== null && columns.indexOf(column) !== at);
  if (twice) throw unreadableFile(`its header names the column ${twice} twice`);
}

function toRow<Column extends string>(line: number, cells: string[], columns: (Column | null)[]): ImportRow<Column> {
  if (cells.length !== columns.length) {
    return { line, cells: {}, fault: `has ${cells.length} cells where the header has ${columns.length}` };
  }
  const read: ImportRow<Column>['cells'] = {};
  for (const [at, column] of columns.entries()) {
    const cell = cells[at]?.trim() ?? '';
    if (column !== null && cell !== '') read[column] = cell;
  }
  const unstorable = unstorableFault(read);
  return unstorable ? { line, cells: {}, fault: `${unstorable.path} ${unstorable.message}` } : { line, cells: read };
}
