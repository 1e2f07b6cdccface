import type { KeyboardEvent } from 'react';

export type LineKey = 'next' | 'insert' | 'up' | 'down' | 'remove' | null;

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * What a key pressed in a line asks for. Ctrl+Backspace stays what it is everywhere, the removal of a word; with Shift it
 * takes the whole line.
 */
export function lineKey({ key, ctrlKey, metaKey, shiftKey, altKey }: Key): LineKey {
  const commanded = ctrlKey || metaKey;
  if (key === 'Backspace' && commanded && shiftKey) return 'remove';
  if (key === 'Enter' && shiftKey && !commanded && !altKey) return 'insert';
  if (commanded || altKey || shiftKey) return null;
  if (key === 'Enter') return 'next';
  if (key === 'ArrowUp') return 'up';
  return key === 'ArrowDown' ? 'down' : null;
}
