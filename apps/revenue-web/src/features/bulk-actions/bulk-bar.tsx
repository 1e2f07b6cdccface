import type { ListActionName } from '@revenue/billing-core/bulk-actions';
import { COUNT_LIMIT } from '@revenue/billing-core/wire';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { counted, countText } from '../../format/words.ts';
import type { Selection } from '../../list/use-selection.ts';
import { Button } from '../../ui/button.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { bulkWords } from './bulk-words.ts';

export type BulkBarProps = {
  selection: Selection;
  /** How many the filters leave, on all pages. */
  total: number | undefined;
  noun: string;
  actions: readonly ListActionName[];
  /** The filters of the list, as the server calls them. */
  filter: Record<string, string | boolean | undefined>;
  /** Further things that can be done with what is chosen, such as a file. */
  children?: ReactNode;
};

/** What can be done with the rows that are chosen. It lies over the foot of the list while there are any. */
export function BulkBar({ selection, total, noun, actions, filter, children }: BulkBarProps) {
  const [asked, setAsked] = useState<ListActionName | null>(null);
  const count = selection.all ? total : selection.ids.length;
  const some = selection.all || selection.ids.length > 0;
  useEscape(some && asked === null, selection.clear);
  if (!some) return null;
  const more = !selection.all && selection.page === 'all' && total !== undefined && total > selection.ids.length;
  return (
    <section
      aria-label="What is chosen"
      className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full animate-pop-in flex-wrap items-center gap-2 rounded-xl border border-line bg-raised p-2 pl-4 shadow-high"
    >
      <p className="tabular mr-1 text-ink text-sm" aria-live="polite">
        {selection.all ? 'All ' : null}
        {count === undefined ? '…' : countText(count, selection.all ? COUNT_LIMIT : undefined)}{' '}
        {count === 1 ? noun : `${noun}s`} chosen
      </p>
      {more ? (
        <Button variant="link" onClick={selection.selectAll}>
          Choose all {countText(total, COUNT_LIMIT)} that match
        </Button>
      ) : null}
      {actions.map((action) => (
        <Button key={action} size="sm" onClick={() => setAsked(action)}>
          {bulkWords[action].label}
        </Button>
      ))}
      {children}
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Let go of ${counted(count ?? 0, noun)}`}
        icon={<X aria-hidden />}
        onClick={selection.clear}
      />
      {asked ? (
        <BulkDialog
          action={asked}
          chosen={selection.all ? { filter: given(filter) } : { ids: [...selection.ids] }}
          onClose={() => setAsked(null)}
          onBegun={selection.clear}
        />
      ) : null}
    </section>
  );
}

const given = (filter: BulkBarProps['filter']): Record<string, string | boolean> =>
  Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, string | boolean] => entry[1] !== undefined),
  );

function useEscape(on: boolean, clear: () => void) {
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) clear();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [on, clear]);
}
