export type Cell = string | number | boolean | null;

/** What a spreadsheet would take for a formula; a plain number, below zero too, is none. */
const FORMULA = /^[=+\-@\t\r\n]/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

/** A cell that a spreadsheet shows and never runs: what a customer is called must not become a formula. */
export function inertCell(cell: Cell): Cell {
  return typeof cell === 'string' && FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

/** One row of a CSV (RFC 4180), with its line end. */
export function toCsvRow(cells: readonly Cell[]): string {
  return `${cells.map(write).join(',')}\r\n`;
}

function write(cell: Cell): string {
  if (cell === null) return '';
  const text = String(inertCell(cell));
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
