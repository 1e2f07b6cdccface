import { useCallback, useEffect, useRef } from 'react';

const isPaletteField = (target: EventTarget | null) => target instanceof Element && target.hasAttribute('cmdk-input');

/**
 * Keeps what is typed between the opening of the palette and the moment its field has the focus: its code may still be on
 * the way. Whoever types at once would lose the first letters otherwise, or press what happens to have the focus.
 * Returns what takes the kept text out.
 */
export function useEarlyKeys(open: boolean): () => string {
  const typed = useRef('');
  useEffect(() => {
    typed.current = '';
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isPaletteField(event.target)) return;
      if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1);
      else if (event.key.length === 1) typed.current += event.key;
      else if (event.key !== 'Enter') return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [open]);
  return useCallback(() => {
    const text = typed.current;
    typed.current = '';
    return text;
  }, []);
}
