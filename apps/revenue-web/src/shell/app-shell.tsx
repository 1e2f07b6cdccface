import { Outlet, useRouterState } from '@tanstack/react-router';
import { Dialog } from 'radix-ui';
import { lazy, Suspense, useLayoutEffect, useState } from 'react';
import { ClockStrip } from '../features/test-clock/clock-strip.tsx';
import { Sidebar } from './sidebar.tsx';
import { Topbar } from './topbar.tsx';
import { useEarlyKeys } from './use-early-keys.ts';
import { useKeptFocus } from './use-kept-focus.ts';

const loadPalette = () => import('./command-palette.tsx');
const CommandPalette = lazy(() => loadPalette().then((module) => ({ default: module.CommandPalette })));

function MenuDrawer({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade-in bg-overlay lg:hidden" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 w-72 animate-slide-in-left border-line border-r bg-page shadow-high outline-none lg:hidden"
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          <Sidebar onNavigate={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The key opens and closes. The code comes once the page stands still, so that the first word typed finds it there. */
function usePalette() {
  const [state, setState] = useState({ open: false, wanted: false });
  // With the page itself: whoever sees it can press the key.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        setState((before) => ({ open: !before.open, wanted: true }));
      }
    };
    document.addEventListener('keydown', onKey);
    const ahead = setTimeout(loadPalette, 1000);
    return () => {
      clearTimeout(ahead);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  const takeTyped = useEarlyKeys(state.open);
  return { ...state, takeTyped, setOpen: (open: boolean) => setState({ open, wanted: true }) };
}

export function AppShell() {
  const [menuOpen, setMenuOpen] = useState(false);
  const palette = usePalette();
  useKeptFocus();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <div className="min-h-dvh lg:pl-58">
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent text-sm focus:translate-y-0"
      >
        Skip to the content
      </a>
      <aside className="fixed inset-y-0 left-0 z-30 hidden w-58 border-line border-r bg-page lg:block">
        <Sidebar />
      </aside>
      <MenuDrawer open={menuOpen} onOpenChange={setMenuOpen} />
      <Topbar onOpenMenu={() => setMenuOpen(true)} onOpenPalette={() => palette.setOpen(true)} />
      <ClockStrip />
      <main
        id="content"
        key={path.split('/')[1]}
        tabIndex={-1}
        className="mx-auto max-w-[1240px] px-4 pt-6 pb-20 outline-none sm:px-6"
      >
        <Outlet />
      </main>
      {palette.wanted ? (
        <Suspense>
          <CommandPalette open={palette.open} onOpenChange={palette.setOpen} takeTyped={palette.takeTyped} />
        </Suspense>
      ) : null}
    </div>
  );
}
