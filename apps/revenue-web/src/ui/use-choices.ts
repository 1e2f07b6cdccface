import { useState } from 'react';
import type { ComboboxOption } from './combobox.tsx';
import { useHighlight } from './use-highlight.ts';

const holds = (option: ComboboxOption, query: string) =>
  `${option.label} ${option.detail ?? ''}`.toLowerCase().includes(query.trim().toLowerCase());

/**
 * The options to show while a search elsewhere is under way, and which of them Enter would take. What is shown follows
 * the typing at once, answer or no answer yet, so that Enter never takes a choice that the typing has left behind.
 */
export function useChoices(
  options: readonly ComboboxOption[],
  loading: boolean,
  onSearch: ((query: string) => void) | undefined,
) {
  const [query, setQuery] = useState('');
  const shown = onSearch && loading ? options.filter((option) => holds(option, query)) : options;
  const values = shown.map(({ value }) => value);
  const highlight = useHighlight(query, values);
  const search = (next: string) => {
    setQuery(next);
    onSearch?.(next);
  };
  return { shown, search, highlight };
}
