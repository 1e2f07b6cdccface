import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | boolean | null;

/** What a spreadsheet would take for a formula; a plain number, below zero too, is none. */
const FORMULA = /^[=+\-@\t\r\n]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** A cell that a spreadsheet shows and never runs: what a customer is called must not become a formula. */
export function inertCell(cell: Cell): Cell {
  return typeof cell === 'string' && FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

/** As RFC 4180 has it. By itself the library leaves a cell with half a line end bare, which would break its row in two. */
export const CSV_FORM = { record_delimiter: 'windows', quoted_match: /[\r\n]/ };

/** Rows of a CSV, each with its line end. The library's own guard takes amounts below zero for formulas. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((cells) => cells.map(inertCell)),
    { ...CSV_FORM, cast: { boolean: String } },
  );
}
