import { type KeyboardEvent, useRef, useState } from 'react';
import { type Highlight, highlightedRow } from './highlight.ts';

/** Which row of a list of commands is highlighted, for cmdk's `Command`; the rows are those that match the query. */
export function useHighlight(query: string, rows: readonly string[]) {
  const [chosen, setChosen] = useState<Highlight>(null);
  const moved = useRef(false);
  return {
    value: highlightedRow(chosen, query, rows),
    /** cmdk moves by itself as well, when rows come and go; only a person's move counts. */
    onValueChange: (row: string) => moved.current && setChosen({ row, query }),
    onKeyDown: (event: KeyboardEvent) => {
      moved.current = /^(Arrow|Home|End)/.test(event.key) || event.ctrlKey;
    },
    onPointerMoveCapture: () => {
      moved.current = true;
    },
  };
}
