import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { FilePlus2, Layers, LogOut, Moon, Play, Search, Sun, Upload, UserPlus } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { chooseTheme } from '../theme/theme.ts';
import { Kbd } from '../ui/kbd.tsx';
import { useFocusReturn } from '../ui/use-focus-return.ts';
import { signOut } from './account-menu.tsx';
import { FoundRecords, type PaletteRowProps } from './found-records.tsx';
import { navigation } from './navigation.ts';

function Row({ icon: Icon, children, value, keywords, onSelect }: PaletteRowProps) {
  return (
    <Command.Item
      onSelect={onSelect}
      {...(value ? { value } : {})}
      {...(keywords ? { keywords: keywords.split(' ') } : {})}
      className="flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2 text-ink text-sm data-[selected=true]:bg-sunken dark:data-[selected=true]:bg-line"
    >
      <Icon aria-hidden className="size-4 text-ink-faint" />
      {children}
    </Command.Item>
  );
}

const group =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint';

const starts = [
  { label: 'New customer', icon: UserPlus, to: '/customers/new' },
  { label: 'New invoice', icon: FilePlus2, to: '/invoices/new' },
  { label: 'New plan', icon: Layers, to: '/plans/new' },
  { label: 'Start a billing run', icon: Play, to: '/billing-runs/new' },
  { label: 'Import usage', icon: Upload, to: '/usage/import' },
] as const;

/** What can be started from anywhere. */
function Actions({ act }: { act: (action: () => unknown) => () => void }) {
  const navigate = useNavigate();
  return (
    <Command.Group heading="Do" className={group}>
      {starts.map((start) => (
        <Row key={start.to} icon={start.icon} onSelect={act(() => navigate({ to: start.to }))}>
          {start.label}
        </Row>
      ))}
      <Row icon={Sun} keywords="theme" onSelect={act(() => chooseTheme('light'))}>
        Light theme
      </Row>
      <Row icon={Moon} keywords="theme" onSelect={act(() => chooseTheme('dark'))}>
        Dark theme
      </Row>
      <Row icon={LogOut} onSelect={act(signOut)}>
        Sign out
      </Row>
    </Command.Group>
  );
}

/** Everything one can go to or do, found by typing. */
export function CommandPalette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const [query, setQuery] = useState('');
  const navigate = useNavigate();
  const focus = useFocusReturn();
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
          <Command label="Commands" loop>
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search aria-hidden className="size-4 text-ink-faint" />
              <Command.Input
                value={query}
                onValueChange={setQuery}
                placeholder="Customer, invoice number, page or action…"
                className="h-12 flex-1 bg-transparent text-ink text-base outline-none"
              />
              <Kbd>Esc</Kbd>
            </div>
            <Command.List className="max-h-[52vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-4 py-8 text-center text-ink-faint text-sm">
                Nothing by that name.
              </Command.Empty>
              <FoundRecords query={query} act={act} group={group} Row={Row} />
              <Command.Group heading="Go to" className={group}>
                {navigation.flatMap(({ items }) =>
                  items.map((item) => (
                    <Row
                      key={item.label}
                      icon={item.icon}
                      keywords={item.keywords}
                      onSelect={act(() =>
                        'href' in item ? window.open(item.href, '_blank', 'noreferrer') : navigate({ to: item.to }),
                      )}
                    >
                      {item.label}
                    </Row>
                  )),
                )}
              </Command.Group>
              <Actions act={act} />
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
