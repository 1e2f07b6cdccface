export type Cell = string | number | boolean | null;

/** What a spreadsheet would take for a formula, in wide letters too; a plain number, below zero too, is none. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** A cell that a spreadsheet shows and never runs: what a customer is called must not become a formula. */
function inertText(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** As RFC 4180 has it. By itself the library leaves a cell with half a line end bare, which would break its row in two. */
export const CSV_FORM = { record_delimiter: 'windows', quoted_match: /[\r\n]/ };

const MUST_BE_QUOTED = /[",\r\n]/;

/**
 * Rows of a CSV, each with its line end, in the same form. A report has a hundred thousand cells and a reader who waits: by the
 * library it took longer than the report.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  let text = '';
  for (const cells of rows) {
    for (let at = 0; at < cells.length; at += 1) text += (at === 0 ? '' : ',') + cellText(cells[at] ?? null);
    text += '\r\n';
  }
  return text;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const inert = inertText(cell);
  return MUST_BE_QUOTED.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
