import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

const key = 'revenue.theme';
const machine = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function readChoice(): ThemeChoice {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

let choice = readChoice();

function apply() {
  const dark = choice === 'dark' || (choice === 'system' && machine.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

machine.addEventListener('change', apply);

export function chooseTheme(next: ThemeChoice) {
  choice = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // Storage is blocked: the choice holds until the page is closed.
  }
  apply();
  for (const listener of listeners) listener();
}

export function useTheme(): ThemeChoice {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => choice,
  );
}
