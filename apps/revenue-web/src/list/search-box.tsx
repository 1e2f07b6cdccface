import { useEffect, useRef, useState } from 'react';
import { SearchInput } from '../ui/input.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { useListAddress } from './use-list-address.ts';

/** Searches while one types; the address follows after a pause and keeps one entry in the history. */
export function SearchBox({ value, placeholder }: { value: string | undefined; placeholder: string }) {
  const [typed, setTyped] = useState(value ?? '');
  // What the box itself has put into the address: when one of them arrives late, more may have been typed since.
  const sent = useRef([value]);
  const { change } = useListAddress();
  const settled = useDelayed(typed, 220).trim() || undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: written when the typing settles, not when the address changes.
  useEffect(() => {
    if (settled === value) return;
    sent.current.push(settled);
    void change({ q: settled }, true);
  }, [settled, change]);
  // A saved view or a link said something else since: what stands in the box is what is searched for.
  useEffect(() => {
    const at = sent.current.indexOf(value);
    if (at >= 0) {
      sent.current.splice(0, at);
      return;
    }
    sent.current = [value];
    setTyped(value ?? '');
  }, [value]);
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
