import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { useListAddress } from './use-list-address.ts';

/** Search and filters over a list. `filters` are those that are set now; together they can be cleared. */
export function ListToolbar({
  children,
  filters,
}: {
  children: ReactNode;
  filters: Record<string, string | undefined>;
}) {
  const { change } = useListAddress();
  const set = Object.entries(filters).filter(([, value]) => value !== undefined);
  const clear = () => change(Object.fromEntries(set.map(([name]) => [name, undefined])));
  return (
    <div className="my-3 flex flex-wrap items-center gap-2">
      {children}
      {set.length > 0 ? (
        <Button variant="ghost" size="sm" onClick={clear}>
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}
