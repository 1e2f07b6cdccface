/** What a person went to by arrow or mouse, and what was typed then. */
export type Highlight = { row: string; query: string } | null;

/**
 * Which row Enter takes. The best is on top, so it is the first, also of rows that come later; whoever went elsewhere
 * stays there for as long as that row is there and nothing else is typed.
 */
export const highlightedRow = (chosen: Highlight, query: string, rows: readonly string[]): string =>
  chosen?.query === query && rows.includes(chosen.row) ? chosen.row : (rows[0] ?? '');
