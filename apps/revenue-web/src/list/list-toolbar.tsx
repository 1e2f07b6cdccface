import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { useListAddress } from './use-list-address.ts';

/**
 * Search and filters over a list. `filters` are those that are set now; together they can be cleared. At the end stands
 * what is done with the whole list.
 */
export function ListToolbar({
  children,
  end,
  filters,
}: {
  children: ReactNode;
  end?: ReactNode;
  filters: Record<string, string | undefined>;
}) {
  const { change } = useListAddress();
  const set = Object.entries(filters).filter(([, value]) => value !== undefined);
  const clear = () => change(Object.fromEntries(set.map(([name]) => [name, undefined])));
  return (
    <div className="my-3 flex flex-wrap items-start gap-2">
      {/* What has no room goes on below the first filter; the end keeps its corner. */}
      <div className="flex min-w-0 flex-wrap items-center gap-2 max-lg:basis-full lg:flex-1">
        {children}
        {set.length > 0 ? (
          <Button variant="ghost" size="sm" onClick={clear}>
            Clear filters
          </Button>
        ) : null}
      </div>
      {end ? <div className="ml-auto flex shrink-0 items-center gap-2">{end}</div> : null}
    </div>
  );
}
