const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A file with every column and one record. */
export function exampleFile<Column extends string>(
  columns: readonly Column[],
  example: Partial<Record<Column, string>>,
): string {
  const cells = columns.map((column) => quoted(example[column] ?? ''));
  return `${columns.join(',')}\r\n${cells.join(',')}\r\n`;
}
