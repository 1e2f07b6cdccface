import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { unreadableFile } from './unreadable-file.ts';

const MAX_ROW = 65_536;

/** One row as it stands in the file, the header among them; `raw` is without its line end. */
export interface CsvRow {
  cells: string[];
  raw: string;
  /** Where it begins, from 1. */
  line_number: number;
}

interface ParsedRow {
  record: string[];
  raw: string;
  info: { lines: number };
}

/** The rows of a CSV, separated by commas, semicolons or tabs, whichever its first line uses. Blank lines are none. */
export async function* parseCsv(text: AsyncIterable<string>): AsyncIterable<CsvRow> {
  const { delimiter, all } = await findDelimiter(text);
  const options = { bom: true, delimiter, info: true, raw: true, relax_column_count: true, relax_quotes: true };
  const parser = parse({ ...options, max_record_size: MAX_ROW });
  // Whatever goes wrong upstream ends the parser, and with it the loop below.
  pipeline(Readable.from(all), parser, () => undefined);
  let line_number = 1;
  try {
    for await (const { record, raw, info } of parser as AsyncIterable<ParsedRow>) {
      if (!isBlank(record)) yield { cells: record, raw: raw.replace(/\r?\n$/, ''), line_number };
      // The parser says where a row ended; the next one begins after it.
      line_number = info.lines + 1;
    }
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
