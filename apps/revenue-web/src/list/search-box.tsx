import { useEffect, useState } from 'react';
import { SearchInput } from '../ui/input.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { useListAddress } from './use-list-address.ts';

/** Searches while one types; the address follows after a pause and keeps one entry in the history. */
export function SearchBox({ value, placeholder }: { value: string | undefined; placeholder: string }) {
  const [typed, setTyped] = useState(value ?? '');
  const { change } = useListAddress();
  const settled = useDelayed(typed, 220).trim() || undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: written when the typing settles, not when the address changes.
  useEffect(() => {
    if (settled !== value) void change({ q: settled }, true);
  }, [settled, change]);
  return (
    <SearchInput
      aria-label={placeholder}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onClear={() => setTyped('')}
      className="w-full sm:w-72"
    />
  );
}
