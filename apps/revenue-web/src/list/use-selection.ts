import { useState } from 'react';
import type { RowSelection } from '../ui/row-checkbox.tsx';

type State = { scope: string; ids: ReadonlySet<string>; all: boolean; last: string | null };

const nothing = (scope: string): State => ({ scope, ids: new Set(), all: false, last: null });

export type Selection = RowSelection & {
  ids: readonly string[];
  /** Everything that matches the filters, on whatever page; `ids` are then of no account. */
  all: boolean;
  selectAll: () => void;
  clear: () => void;
};

/**
 * Which rows of a list are chosen. They stay chosen from page to page, and are let go when `scope`, the filters, becomes
 * another: what is not in sight any more and cannot come back should not be acted on.
 */
export function useSelection(scope: string, keys: readonly string[]): Selection {
  const [state, setState] = useState<State>(() => nothing(scope));
  const current = state.scope === scope ? state : nothing(scope);
  const set = (change: Partial<State>) => setState({ ...current, ...change });

  const toggle = (key: string, range: boolean) => {
    const ids = new Set(current.all ? keys : current.ids);
    const on = !ids.has(key);
    for (const id of range ? between(keys, current.last, key) : [key]) on ? ids.add(id) : ids.delete(id);
    set({ ids, all: false, last: key });
  };
  const onPage = keys.filter((key) => current.all || current.ids.has(key)).length;
  return {
    ids: [...current.ids],
    all: current.all,
    has: (key) => current.all || current.ids.has(key),
    toggle,
    page: onPage === 0 ? 'none' : onPage === keys.length ? 'all' : 'some',
    togglePage: () => {
      const ids = new Set(current.all ? [] : current.ids);
      for (const key of keys) onPage === keys.length ? ids.delete(key) : ids.add(key);
      set({ ids, all: false, last: null });
    },
    selectAll: () => set({ all: true }),
    clear: () => setState(nothing(scope)),
  };
}

/** From the row clicked last to this one, both included, whichever is higher up. */
function between(keys: readonly string[], last: string | null, key: string): string[] {
  const from = last === null ? -1 : keys.indexOf(last);
  const to = keys.indexOf(key);
  if (from < 0 || to < 0) return [key];
  return keys.slice(Math.min(from, to), Math.max(from, to) + 1);
}
