import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { FilePlus2, Layers, LogOut, type LucideIcon, Moon, Play, Search, Sun, Upload, UserPlus } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { chooseTheme } from '../theme/theme.ts';
import { Kbd } from '../ui/kbd.tsx';
import { useFocusReturn } from '../ui/use-focus-return.ts';
import { useHighlight } from '../ui/use-highlight.ts';
import { signOut } from './account-menu.tsx';
import { FoundRecords, type PaletteRowProps, useFoundRecords } from './found-records.tsx';
import { hasEveryWord } from './has-every-word.ts';
import { navigation } from './navigation.ts';

function Row({ icon: Icon, children, value, onSelect }: PaletteRowProps) {
  return (
    <Command.Item
      onSelect={onSelect}
      value={value}
      className="flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2 text-ink text-sm data-[selected=true]:bg-sunken dark:data-[selected=true]:bg-line"
    >
      <Icon aria-hidden className="size-4 text-ink-faint" />
      {children}
    </Command.Item>
  );
}

const group =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint';

type Entry = { label: string; icon: LucideIcon; keywords?: string | undefined; run: () => unknown };

const starts = [
  { label: 'New customer', icon: UserPlus, to: '/customers/new' },
  { label: 'New invoice', icon: FilePlus2, to: '/invoices/new' },
  { label: 'New plan', icon: Layers, to: '/plans/new' },
  { label: 'Start a billing run', icon: Play, to: '/billing-runs/new' },
  { label: 'Import usage', icon: Upload, to: '/usage/import' },
] as const;

/** The pages, and what can be started from anywhere, that have every word that is typed. */
function useEntries(query: string): { pages: Entry[]; actions: Entry[] } {
  const navigate = useNavigate();
  const pages = navigation.flatMap(({ items }) =>
    items.map((item) => ({
      label: item.label,
      icon: item.icon,
      keywords: item.keywords,
      run: () => ('href' in item ? window.open(item.href, '_blank', 'noreferrer') : navigate({ to: item.to })),
    })),
  );
  const actions: Entry[] = [
    ...starts.map(({ label, icon, to }) => ({ label, icon, run: () => navigate({ to }) })),
    { label: 'Light theme', icon: Sun, run: () => chooseTheme('light') },
    { label: 'Dark theme', icon: Moon, run: () => chooseTheme('dark') },
    { label: 'Sign out', icon: LogOut, run: signOut },
  ];
  const matches = (entry: Entry) => hasEveryWord(query, `${entry.label} ${entry.keywords ?? ''}`);
  return { pages: pages.filter(matches), actions: actions.filter(matches) };
}

type PaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What was typed before the field could take it. */
  takeTyped: () => string;
};

/** Everything one can go to or do, found by typing. */
export function CommandPalette({ open, onOpenChange, takeTyped }: PaletteProps) {
  const [query, setQuery] = useState('');
  const focus = useFocusReturn();
  const { pages, actions } = useEntries(query);
  const found = useFoundRecords(query);
  const highlight = useHighlight(query, [
    ...found.customers.map(({ id }) => id),
    ...found.invoices.map(({ id }) => id),
    ...[...pages, ...actions].map(({ label }) => label),
  ]);
  const act = (action: () => unknown) => () => {
    onOpenChange(false);
    setQuery('');
    action();
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade-in bg-overlay" />
        <Dialog.Content
          {...focus}
          aria-describedby={undefined}
          className="fixed top-[10vh] left-1/2 z-50 w-[min(600px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-high outline-none"
        >
          <Dialog.Title className="sr-only">Search or go to</Dialog.Title>
          <Command label="Commands" loop shouldFilter={false} {...highlight}>
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search aria-hidden className="size-4 text-ink-faint" />
              <Command.Input
                value={query}
                onValueChange={setQuery}
                onFocus={() => setQuery((before) => before + takeTyped())}
                placeholder="Customer, invoice number, page or action…"
                className="h-12 flex-1 bg-transparent text-ink text-base outline-none"
              />
              <Kbd>Esc</Kbd>
            </div>
            <Command.List className="max-h-[52vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-4 py-8 text-center text-ink-faint text-sm">
                {found.searching ? 'Searching…' : 'Nothing by that name.'}
              </Command.Empty>
              <FoundRecords found={found} act={act} group={group} Row={Row} />
              {[
                { heading: 'Go to', entries: pages },
                { heading: 'Do', entries: actions },
              ].map(({ heading, entries }) =>
                entries.length === 0 ? null : (
                  <Command.Group key={heading} heading={heading} className={group}>
                    {entries.map((entry) => (
                      <Row key={entry.label} value={entry.label} icon={entry.icon} onSelect={act(entry.run)}>
                        {entry.label}
                      </Row>
                    ))}
                  </Command.Group>
                ),
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
