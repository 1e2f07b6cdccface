import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type FileRow, unreadableFile } from './file-row.ts';

const FIELDS = ['id', 'customer_id', 'external_customer_id', 'meter', 'quantity', 'occurred_at'];
const MAX_ROW = 65_536;

interface ParsedRow {
  record: string[];
  raw: string;
  info: { lines: number };
}

type Column = { field: string } | { property: string };

/**
 * A header names the columns; what is no field of a record is a property of it. Separated by commas, semicolons or tabs,
 * whichever the header uses. An empty cell is a value that is missing.
 */
export async function* readCsvRows(text: AsyncIterable<string>): AsyncIterable<FileRow> {
  let columns: Column[] | null = null;
  let line_number = 1;
  for await (const { record, raw, info } of parseCsv(text)) {
    if (!isBlank(record)) {
      if (columns === null) columns = readHeader(record);
      else yield { line_number, raw: raw.replace(/\r?\n$/, ''), content: contentOf(columns, record) };
    }
    // The parser says where a row ended; the next one begins after it.
    line_number = info.lines + 1;
  }
  if (columns === null) throw unreadableFile(`it has no header; the first line names the columns ${FIELDS.join(', ')}`);
}

async function* parseCsv(text: AsyncIterable<string>): AsyncIterable<ParsedRow> {
  const { delimiter, all } = await findDelimiter(text);
  const options = { bom: true, delimiter, info: true, raw: true, relax_column_count: true, relax_quotes: true };
  const parser = parse({ ...options, max_record_size: MAX_ROW });
  // Whatever goes wrong upstream ends the parser, and with it the loop below.
  pipeline(Readable.from(all), parser, () => undefined);
  try {
    for await (const row of parser as AsyncIterable<ParsedRow>) yield row;
  } catch (error) {
    if (error instanceof CsvError) throw unreadableFile(error.message);
    throw error;
  }
}

const isBlank = (cells: string[]) => cells.length === 1 && cells[0]?.trim() === '';

/** The header decides, for its names hold none of the candidates. */
async function findDelimiter(text: AsyncIterable<string>): Promise<{ delimiter: string; all: AsyncIterable<string> }> {
  const iterator = text[Symbol.asyncIterator]();
  let head = '';
  while (!head.includes('\n') && head.length < MAX_ROW) {
    const next = await iterator.next();
    if (next.done) break;
    head += next.value;
  }
  const header = head.split('\n', 1)[0] ?? '';
  const delimiter = [';', '\t'].find((candidate) => header.includes(candidate) && !header.includes(',')) ?? ',';
  return { delimiter, all: rest(head, iterator) };
}

async function* rest(head: string, iterator: AsyncIterator<string>): AsyncIterable<string> {
  yield head;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}

function readHeader(names: string[]): Column[] {
  const trimmed = names.map((name) => name.trim());
  const fields = trimmed.map((name) => FIELDS.find((field) => field === name.toLowerCase()) ?? null);
  const has = (field: string) => fields.includes(field);
  const missing = ['id', 'meter', 'occurred_at'].filter((field) => !has(field));
  if (!has('customer_id') && !has('external_customer_id')) missing.push('customer_id or external_customer_id');
  if (missing.length > 0) {
    throw unreadableFile(`its header (${trimmed.join(', ')}) has no column ${missing.join(' and no column ')}`);
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
