import { parseExactJson } from '../../rest/exact-json.ts';
import type { FileRow } from './file-row.ts';

const MAX_LINE = 65_536;

/** One JSON object a line. Blank lines are none. */
export async function* readNdjsonRows(text: AsyncIterable<string>): AsyncIterable<FileRow> {
  let line_number = 0;
  for await (const line of linesOf(text)) {
    line_number += 1;
    if (line.trim() === '') continue;
    yield { line_number, raw: line, content: contentOf(line) };
  }
}

function contentOf(line: string): FileRow['content'] {
  if (line.length >= MAX_LINE) return { fault: `is longer than ${MAX_LINE} characters` };
  try {
    const fields: unknown = parseExactJson(line);
    const isObject = typeof fields === 'object' && fields !== null && !Array.isArray(fields);
    return isObject ? { fields: fields as Record<string, unknown> } : { fault: 'is not a JSON object' };
  } catch (error) {
    return { fault: `is not valid JSON: ${error instanceof Error ? error.message : 'unknown'}` };
  }
}

/** What is longer than a line may be is kept only up to there: a file without line ends must not fill the memory. */
async function* linesOf(text: AsyncIterable<string>): AsyncIterable<string> {
  let open = '';
  for await (const chunk of text) {
    const parts = chunk.split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      yield withoutReturn(open + part);
      open = '';
    }
    open = (open + last).slice(0, MAX_LINE + 1);
  }
  if (open !== '') yield withoutReturn(open);
}

const withoutReturn = (line: string) => line.slice(0, MAX_LINE).replace(/\r$/, '');
